import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { MemorySample } from './memory-probe.ts';

/** What a process has used so far. */
export interface Usage {
  /** What all its threads have computed, in the kernel too. */
  cpuMilliseconds(): number;
  peakMemoryMegabytes(): number;
}

/** A server under load, started for this run in a process of its own. */
export interface Target extends Usage {
  readonly baseUrl: string;
  stop(): Promise<void>;
  /** Lets it end nothing. */
  kill(): Promise<void>;
}

/** As the command starts itself. */
const rollcall = ['--max-semi-space-size=8', 'dist/src/main/command-line.js'];
const rollcallEnvironment = { MALLOC_ARENA_MAX: '2', MALLOC_TRIM_THRESHOLD_: '131072', ...process.env };

/**
 * Runs a verb of the command line to its end and reads the JSON that it prints.
 *
 * @param input - what it reads on standard input. @param watch - is given what the process uses.
 */
export async function runVerb(
  databaseUrl: string,
  verb: readonly string[],
  input: Iterable<string> = [],
  watch: (usage: Usage) => void = () => {},
): Promise<Record<string, string>> {
  const child = spawn(process.execPath, [...rollcall, ...verb, '--json'], {
    env: { ...rollcallEnvironment, ROLLCALL_DATABASE_URL: databaseUrl },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  Readable.from(input).pipe(child.stdin);
  watch(usageOf(child));
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  return JSON.parse(output) as Record<string, string>;
}

/**
 * What a verb that answers with nothing but a file or a sentence takes.
 *
 * @param settings - that differ from the defaults, as variables. @throws Error where it fails.
 */
export async function measureVerb(
  databaseUrl: string,
  verb: readonly string[],
  settings: Readonly<Record<string, string>> = {},
) {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...rollcall, ...verb], {
    env: { ...rollcallEnvironment, ROLLCALL_DATABASE_URL: databaseUrl, ...settings },
    stdio: 'ignore',
  });
  const usage = usageOf(child);
  let [cpu, memory] = [0, 0];
  // What a process used can be asked while it runs only.
  const timer = setInterval(() => {
    cpu = usage.cpuMilliseconds();
    memory = usage.peakMemoryMegabytes() || memory;
  }, 50);
  const [code] = await once(child, 'exit').finally(() => clearInterval(timer));
  if (code !== 0) throw new Error(`rollcall ${verb.join(' ')} ended with ${code}.`);
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, cpuSeconds: cpu / 1000, peakMemoryMegabytes: memory };
}

/** @param settings - that differ from the defaults, as variables. @param onMemory - is told every few seconds what memory the service has. */
export async function startRollcall(
  databaseUrl: string,
  connectionsMax: number,
  settings: Readonly<Record<string, string>> = {},
  onMemory?: (sample: MemorySample) => void,
): Promise<Target> {
  const probe = onMemory === undefined ? [] : ['--import', './tests/bench/memory-probe.ts'];
  const child = spawn(process.execPath, [...probe, ...rollcall, 'serve'], {
    env: {
      ...rollcallEnvironment,
      ROLLCALL_DATABASE_URL: databaseUrl,
      ROLLCALL_DATABASE_CONNECTIONS_MAX: String(connectionsMax),
      ROLLCALL_PORT: '0',
      // The load is more than any client sends.
      ROLLCALL_TOKEN_REQUESTS_PER_SECOND_MAX: '100000',
      ROLLCALL_ACCOUNT_REQUESTS_PER_SECOND_MAX: '100000',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit', ...(onMemory === undefined ? [] : (['ipc'] as const))],
  });
  if (onMemory !== undefined) child.on('message', onMemory);
  return targetOf(child, (line) => /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1]);
}

/** @param way - whether the bare server does each request by itself or those that wait together. */
export async function startBare(
  way: 'bare' | 'gathered',
  databaseUrl: string,
  connectionsMax: number,
  token: string,
): Promise<Target> {
  const tokenDigest = createHash('sha256').update(`Bearer ${token}`).digest('hex');
  const child = spawn(
    process.execPath,
    ['tests/bench/bare/bare-server.ts', databaseUrl, String(connectionsMax), tokenDigest, way],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return targetOf(child, (line) => /"port":(\d+)/.exec(line)?.[1]);
}

/** Linux counts the time of processes in hundredths of a second. */
const tickMilliseconds = 10;

async function targetOf(child: ChildProcess, portIn: (line: string) => string | undefined): Promise<Target> {
  const port = await firstPort(child, portIn);
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  return {
    ...usageOf(child),
    baseUrl: `http://127.0.0.1:${port}/scim/v2`,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

function usageOf(child: ChildProcess): Usage {
  return {
    cpuMilliseconds: () => {
      // Behind the name of the program, which may hold anything, `utime` and `stime` are the twelfth and thirteenth.
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * tickMilliseconds;
    },
    // The kernel's own high-water mark, so that no peak between two looks is missed.
    peakMemoryMegabytes: () => {
      const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      return Number(kilobytes) / 1024;
    },
  };
}

async function firstPort(child: ChildProcess, portIn: (line: string) => string | undefined): Promise<string> {
  if (child.stdout === null) throw new Error('The server has no standard output.');
  const lines = createInterface({ input: child.stdout });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code} before it listened.`)));
    // Read on to the end: a server whose output nobody takes would wait.
    lines.on('line', (line) => {
      const port = portIn(line);
      if (port !== undefined) resolve(port);
    });
  });
}
