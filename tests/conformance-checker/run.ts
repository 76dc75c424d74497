// `npm run conformance`: has scim2-tester, an independent checker of SCIM servers, look at a freshly started server.
//
// Ends with 0 where every check passed, with 1 where one failed, with 2 where the checker could not be had.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type DescribedSchema, schemasForChecker, usersSeen } from './schemas-for-checker.ts';

const packages = ['scim2-cli==0.6.0', 'scim2-tester==0.5.2'];
const environment = '.conformance';
const checker = join(environment, 'bin', 'scim2');

const say = (line: string) => process.stdout.write(`${line}\n`);

/** @returns whether the checker is there; otherwise says what is missing. */
function prepareChecker(): boolean {
  if (existsSync(checker)) return true;
  mkdirSync(environment, { recursive: true });
  const made = spawnSync('python3', ['-m', 'venv', environment], { encoding: 'utf8' });
  if (made.status !== 0) {
    rmSync(environment, { recursive: true, force: true });
    say('The checker cannot run: python3 (3.10 or newer) with its venv module is not installed.');
    say('On Debian or Ubuntu: apt-get install python3-venv');
    return false;
  }
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages];
  const installed = spawnSync(join(environment, 'bin', 'python'), pip, { encoding: 'utf8' });
  if (installed.status === 0) return true;
  rmSync(environment, { recursive: true, force: true });
  say(
    `The checker cannot run: ${packages.join(' and ')} could not be installed. Is a Python registry reached?`,
  );
  say(installed.stderr.trim().split('\n').slice(-3).join('\n'));
  return false;
}

interface FreshServer {
  readonly baseUrl: string;
  readonly token: string;
  stop(): void;
}

/** A server on an empty database file and a free port, with an account and a token. */
async function startServer(folder: string): Promise<FreshServer> {
  const child = spawn(process.execPath, ['dist/src/main/command-line.js', 'serve', '--first-account'], {
    env: {
      ...process.env,
      ROLLCALL_DATABASE_URL: `sqlite:${join(folder, 'checked.db')}`,
      ROLLCALL_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await lineWith(child, /Base URL +(\S+)/);
  const token = await lineWith(child, /Password +(\S+)/);
  return { baseUrl, token, stop: () => child.kill('SIGTERM') };
}

const linesRead = new WeakMap<ChildProcess, { readonly lines: string[]; readonly waiting: (() => void)[] }>();

async function lineWith(child: ChildProcess, pattern: RegExp): Promise<string> {
  const { lines, waiting } = linesRead.get(child) ?? readLines(child);
  for (;;) {
    const found = lines.map((line) => pattern.exec(line)?.[1]).find((match) => match !== undefined);
    if (found !== undefined) return found;
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it served.`);
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
}

function readLines(child: ChildProcess) {
  const read = { lines: [] as string[], waiting: [] as (() => void)[] };
  linesRead.set(child, read);
  const wake = () => {
    for (const resolve of read.waiting.splice(0)) resolve();
  };
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      read.lines.push(line);
      wake();
    });
  }
  child.once('exit', wake);
  return read;
}

async function ask(server: FreshServer, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(server.baseUrl + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/scim+json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** Runs the checker on the server's own schemas, with what these cannot say; tells whether all went well. */
async function check(server: FreshServer, folder: string): Promise<boolean> {
  for (const user of usersSeen) await ask(server, '/Users', user);
  const { Resources } = (await ask(server, '/Schemas')) as { Resources: DescribedSchema[] };
  const schemas = join(folder, 'schemas.json');
  writeFileSync(schemas, JSON.stringify(schemasForChecker(Resources)));
  const environmentOfRun = { ...process.env, SCIM_CLI_HEADERS: `Authorization: Bearer ${server.token}` };
  const run = spawn(checker, ['--url', server.baseUrl, '--schemas', schemas, 'test'], {
    env: environmentOfRun,
  });
  let output = '';
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [status] = await once(run, 'close');
  say(output);
  const outcomes = output.match(/^[A-Z]+(?= \w)/gm) ?? [];
  const passed = outcomes.filter((outcome) => outcome === 'SUCCESS').length;
  const failed = outcomes.filter((outcome) => ['ERROR', 'CRITICAL'].includes(outcome)).length;
  say(`${passed} checks passed, ${failed} failed`);
  return status === 0 && failed === 0 && passed > 0;
}

if (!prepareChecker()) process.exit(2);
const folder = mkdtempSync(join(tmpdir(), 'rollcall-conformance-'));
const server = await startServer(folder);
try {
  process.exitCode = (await check(server, folder)) ? 0 : 1;
} finally {
  server.stop();
  rmSync(folder, { recursive: true, force: true });
}
