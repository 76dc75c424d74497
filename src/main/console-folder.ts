import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the build has put the web application: in `dist`, whether this runs from there or from the sources. */
export function consoleFolder(): string {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/')
    folder = new URL('../', folder);
  return fileURLToPath(new URL('dist/console', folder));
}
