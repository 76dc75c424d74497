// What `npm ci` ends with in a checkout: a Node.js that Rollcall runs on, and the build. Old versions run this as well.
import { spawnSync } from 'node:child_process';
import { existsSync, linkSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeInstalledHere, nodeMajorMin, nodeOfThisMachine, programName } from './find-node.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Leaves out what the npm that runs this has said already. */
const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
const say = (sentence) => process.stdout.write(`${sentence}\n`);

/** With `--omit=dev` there is nothing to build with. */
const lacksTools = !existsSync(join(root, 'node_modules/rolldown'));
if (lacksTools) {
  say('To build Rollcall, development dependencies are installed as well, and taken away again.');
  must(npm(['ci', '--include=dev', '--ignore-scripts', ...quietly], root));
}
if (Number.parseInt(process.versions.node, 10) < nodeMajorMin) provideNode();
must(npm(['run', '--silent', 'build'], root));
if (lacksTools) must(npm(['prune', '--omit=dev', '--ignore-scripts', ...quietly], root));

/** Has npm scripts, npx and `./rollcall` run on a newer Node.js than the one in the PATH. */
function provideNode() {
  const node = nodeOfThisMachine(root) ?? nodeInstalledHere(root) ?? installNode();
  const ours = `Rollcall needs Node.js ${nodeMajorMin} or newer, and this is ${process.versions.node}`;
  if (node === undefined) {
    say(`${ours}: install one from https://nodejs.org or with your package manager, and repeat "npm ci".`);
    process.exit(1);
  }
  // npm puts this folder first in the PATH of everything that it runs.
  const programs = join(root, 'node_modules/.bin');
  const link = join(programs, programName);
  mkdirSync(programs, { recursive: true });
  rmSync(link, { force: true });
  // Windows lets everybody make hard links, and only administrators symbolic ones.
  (process.platform === 'win32' ? linkSync : symlinkSync)(node, link);
  say(`${ours}, hence npm's warnings (EBADENGINE). Rollcall itself runs on ${node}.`);
}

function installNode() {
  npm(['ci', ...quietly], join(root, 'tools/node-24'));
  return nodeInstalledHere(root);
}

/** Runs npm, the one that runs this. @returns whether it ended well. */
function npm(words, folder) {
  const { status } = spawnSync(process.execPath, [process.env.npm_execpath, ...words], {
    cwd: folder,
    stdio: 'inherit',
  });
  return status === 0;
}

/** npm has said itself what is wrong. */
function must(isDone) {
  if (!isDone) process.exit(1);
}
