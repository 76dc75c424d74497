import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join, sep } from 'node:path';

/** The oldest major version of Node.js that Rollcall runs on. */
export const nodeMajorMin = 24;

const isWindows = process.platform === 'win32';
export const programName = isWindows ? 'node.exe' : 'node';

const { env } = process;
const home = homedir();

/** Where version managers and Homebrew keep what is not in the PATH; a `*` stands for any one folder. */
const outsideThePath = isWindows
  ? [`${env.NVM_HOME}/*`, `${env.APPDATA}/fnm/node-versions/*/installation`]
  : [
      `${env.NVM_DIR ?? `${home}/.nvm`}/versions/node/*/bin`,
      `${home}/.local/share/fnm/node-versions/*/installation/bin`,
      `${home}/.local/share/mise/installs/node/*/bin`,
      `${home}/.asdf/installs/nodejs/*/bin`,
      `${home}/.volta/tools/image/node/*/bin`,
      '/usr/local/n/versions/node/*/bin',
      '/opt/homebrew/opt/node@24/bin',
      '/usr/local/opt/node@24/bin',
    ];

/** A program of this machine that is new enough, the first of the PATH if there is one. */
export function nodeOfThisMachine(root) {
  const inPath = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => !folder.startsWith(root));
  const folders = [...inPath, ...outsideThePath.flatMap(foldersLike)];
  return folders.map((folder) => join(folder, programName)).find(isNewEnough);
}

/** What `tools/node-24` has installed, if it runs here: on Alpine Linux it does not. */
export function nodeInstalledHere(root) {
  return foldersLike(join(root, 'tools/node-24/node_modules/*/bin').replaceAll(sep, '/'))
    .map((folder) => join(folder, programName))
    .find(isNewEnough);
}

function foldersLike(pattern) {
  const [before, after] = pattern.split('/*/');
  if (after === undefined) return pattern.endsWith('/*') ? foldersIn(pattern.slice(0, -2)) : [pattern];
  return foldersIn(before).map((folder) => join(folder, after));
}

function foldersIn(folder) {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function isNewEnough(program) {
  const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return status === 0 && Number.parseInt(stdout.slice(1), 10) >= nodeMajorMin;
}
