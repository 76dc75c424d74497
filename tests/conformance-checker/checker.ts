import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { FreshServer } from './fresh-server.ts';

/** Where everything goes that is installed or built for a run; git ignores it. */
export const workFolder = '.conformance';

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

/** A client or a checker of others' making, that looks at a server which nobody used before. */
export interface Checker {
  readonly name: string;
  /** @param folder - for files of this run. */
  check(server: FreshServer, folder: string): Promise<Outcome>;
}

/** Checkers that run in one environment. */
export interface Checkers {
  readonly checkers: readonly Checker[];
  /** Installs and builds what they need. @returns why they cannot run, and what to do, where that is so. */
  prepare(): string | undefined;
}

const installSecondsMax = 300;
const checkSecondsMax = 300;

/** Runs a program to its end. @returns what it said on standard error where it failed, or could not be started. */
export function failureOf(command: string, parameters: readonly string[]): string | undefined {
  const { status, error, stderr, stdout } = spawnSync(command, parameters, {
    encoding: 'utf8',
    timeout: installSecondsMax * 1000,
  });
  if (status === 0) return undefined;
  const said = error?.message ?? `${stdout}${stderr}`;
  return said.trim().split('\n').slice(0, 3).join('\n');
}

/**
 * Runs a checking program to its end, and shows what it says.
 *
 * @param patterns - what starts the line of a check that passed, and of one that failed.
 * @returns how many of each there were. A program that ends with an error has failed in something.
 */
export async function outcomeOf(
  command: string,
  parameters: readonly string[],
  patterns: { readonly passed: RegExp; readonly failed: RegExp },
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const timeout = checkSecondsMax * 1000;
  const run = spawn(command, parameters, { env: { ...process.env, ...environment }, timeout });
  let output = '';
  for (const stream of [run.stdout, run.stderr]) stream.on('data', (chunk) => (output += chunk));
  const [status] = await once(run, 'close');
  process.stdout.write(output);
  const count = (pattern: RegExp) => output.split('\n').filter((line) => pattern.test(line)).length;
  const passed = count(patterns.passed);
  const failed = count(patterns.failed);
  const allIsSaid = failed > 0 || (status === 0 && passed > 0);
  return { passed, failed: allIsSaid ? failed : 1 };
}

/** How the small programs beside this file tell of their steps. */
export const stepsOfClients = { passed: /^passed /, failed: /^FAILED / };
