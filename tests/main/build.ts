import { execSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Builds what tests start as processes and install as a package. */
export function setup(): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  execSync('npm run --silent build', { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
