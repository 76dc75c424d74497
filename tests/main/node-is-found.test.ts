import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const finder = fileURLToPath(new URL('../../tools/find-node.mjs', import.meta.url));
const machine = mkdtempSync(join(tmpdir(), 'rollcall-machine-'));
afterAll(() => rmSync(machine, { recursive: true, force: true }));

/** A program that says to be of a version; its folder. */
function nodeIn(folder: string, version: string, exitCode = 0): string {
  const path = join(machine, folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'node'), `#!/bin/sh\necho v${version}\nexit ${exitCode}\n`);
  chmodSync(join(path, 'node'), 0o755);
  return path;
}

/** What is found on a machine with this home folder, while npm has put the checkout's own programs first. */
function found(home: string, ...path: readonly string[]): string {
  const checkout = join(machine, 'checkout');
  const ours = nodeIn('checkout/node_modules/.bin', '24.0.0');
  const program = `const { nodeOfThisMachine } = await import(${JSON.stringify(finder)});
    process.stdout.write(String(nodeOfThisMachine(${JSON.stringify(checkout)})))`;
  const env = { HOME: join(machine, home), PATH: [ours, ...path, '/nowhere'].join(':') };
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { env, encoding: 'utf8' });
}

describe.skipIf(process.platform === 'win32')('The Node.js of a machine', () => {
  test('is the first in the PATH that is new enough, and runs', () => {
    const old = nodeIn('old', '20.20.2');
    const broken = nodeIn('broken', '24.0.0', 127);
    const newer = nodeIn('newer', '26.1.0');
    const newest = nodeIn('newest', '28.0.0');
    expect(found('home', old, broken, newer, newest)).toBe(join(newer, 'node'));
  });

  test.each([
    '.nvm/versions/node/v24.3.0/bin',
    '.local/share/fnm/node-versions/v24.3.0/installation/bin',
    '.volta/tools/image/node/24.3.0/bin',
  ])('is otherwise what a version manager keeps in %s', (folder) => {
    const home = `home of ${folder.replaceAll('/', ' ')}`;
    nodeIn(`${home}/${folder.replace('24.3.0', '22.0.0')}`, '22.0.0');
    const kept = nodeIn(`${home}/${folder}`, '24.3.0');
    expect(found(home, nodeIn('old', '20.20.2'))).toBe(join(kept, 'node'));
  });

  test('is none where there are only older ones', () => {
    expect(found('empty', nodeIn('old', '23.11.1'))).toBe('undefined');
  });
});
