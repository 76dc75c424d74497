import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const megabytesMax = 66;
const root = fileURLToPath(new URL('../../', import.meta.url));
const example = readFileSync(`${root}docs/examples/internal-service.ts`, 'utf8');

/** Another service, which has Rollcall installed from its tarball, as npm does it, and settings of its own. */
const consumer = mkdtempSync(join(tmpdir(), 'rollcall-consumer-'));
afterAll(() => rmSync(consumer, { recursive: true, force: true }));

const inConsumer = { cwd: consumer, env: { ...process.env, NODE_ENV: 'production' } };
const run = (program: string, ...words: readonly string[]) => promisify(execFile)(program, words, inConsumer);

beforeAll(async () => {
  await promisify(execFile)('npm', ['pack', '--ignore-scripts', '--pack-destination', consumer], {
    cwd: root,
  });
  writeFileSync(join(consumer, 'package.json'), '{"name":"staffing","private":true}');
  mkdirSync(join(consumer, 'config'));
  writeFileSync(
    join(consumer, 'config/.env'),
    'ROLLCALL_PORT=this is no setting of the in-process Rollcall\n',
  );
  const [tarball = ''] = readdirSync(consumer).filter((name) => name.endsWith('.tgz'));
  await run('npm', 'install', '--omit=dev', '--prefer-offline', '--no-audit', '--no-fund', tarball);
});

const installed = () => readdirSync(join(consumer, 'node_modules'), { recursive: true, encoding: 'utf8' });

test('what is installed is below 66 MB, is compiled nowhere, and has every package once', () => {
  const folder = join(consumer, 'node_modules');
  const bytes = installed().reduce((sum, name) => sum + statSync(join(folder, name)).blocks * 512, 0);
  expect(bytes / 1024 ** 2).toBeLessThan(megabytesMax);
  const { packages } = JSON.parse(readFileSync(join(consumer, 'package-lock.json'), 'utf8'));
  const names = Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ''));
  expect(names.filter((name) => name === 'better-sqlite3')).toHaveLength(1);
  expect(names.filter((name) => /^(typeorm|node|node-.*-x64)$/.test(name))).toEqual([]);
  expect(existsSync(join(folder, 'better-sqlite3/build'))).toBe(false);
});

test('the package has no source maps, no sources and no tests, and the licences of what is within', () => {
  const files = readdirSync(join(consumer, 'node_modules/rollcall'), { recursive: true, encoding: 'utf8' });
  expect(
    files.filter((name) => /\.map$|(?<!\.d)\.ts$|^tests/.test(name) && !name.startsWith('docs')),
  ).toEqual([]);
  expect(
    readFileSync(join(consumer, 'node_modules/rollcall/dist/third-party-licences.txt'), 'utf8'),
  ).toContain('typeorm');
});

const outcome = /^provisioned ada@example\.com at version 1\n(.*\n)*audit: AgentDeactivated active\n$/;

test('the example runs as an ES module, with the embedded database', async () => {
  copyFileSync(`${root}docs/examples/internal-service.ts`, join(consumer, 'service.mts'));
  const { stdout } = await run(process.execPath, 'service.mts', 'sqlite:esm.db');
  expect(stdout).toMatch(outcome);
});

test('the example runs as CommonJS', async () => {
  const required = example.replace(
    /import (\{.*\}) from 'rollcall';/,
    "const $1 = require('rollcall');\n(async () => {",
  );
  writeFileSync(join(consumer, 'service.cjs.cts'), `${required}\n})();`);
  const { stdout } = await run(process.execPath, 'service.cjs.cts', 'sqlite:cjs.db');
  expect(stdout).toMatch(outcome);
});

const uses = `
// @ts-expect-error What is not there is of no type, and would be no error.
openRollcall({ serviceName: 1 });`;

test.each([
  ['nodenext', 'nodenext', 'typed.mts', example + uses],
  ['nodenext', 'nodenext', 'typed.cts', `import { openRollcall } from 'rollcall';\n${uses}`],
  ['esnext', 'bundler', 'typed.mts', example + uses],
])('TypeScript sees the types: module %s, resolution %s, %s', async (module, resolution, file, text) => {
  writeFileSync(join(consumer, file), text);
  const options = `--noEmit --strict --target es2024 --types node --module ${module} --moduleResolution ${resolution}`;
  const compiler = `${root}node_modules/typescript/bin/tsc`;
  const { stdout } = await run(process.execPath, compiler, ...options.split(' '), file);
  expect(stdout).toBe('');
});

test('the command line runs', async () => {
  const { stdout } = await run(join(consumer, 'node_modules/.bin/rollcall'), '--help');
  expect(stdout).toContain('Usage: rollcall');
});
