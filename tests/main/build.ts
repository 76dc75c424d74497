import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Compiles what tests start as processes: decorators and parameter properties do not run unbuilt. */
export function setup(): void {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  execFileSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
}
