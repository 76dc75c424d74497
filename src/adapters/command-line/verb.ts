import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Requester } from '../../application/ports/caller.ts';
import type { Installation, Services } from './installation.ts';
import { operator } from './operator.ts';
import { type LongOutcome, type Outcome, writeOut } from './output.ts';
import { requireDatabase } from './require-database.ts';

export interface VerbOptions {
  readonly json?: true;
}

export interface Session extends Services {
  readonly operator: Requester;
}

/** Adds a verb; every one takes `--json`. */
export const verb = (parent: Command, usage: string, summary: string): Command =>
  parent.command(usage).description(summary).option('--json', 'print one JSON document');

/** Runs a verb's work on the database that the configuration names, and prints what comes of it. */
export async function runVerb(
  installation: Installation,
  options: VerbOptions,
  work: (session: Session) => Promise<Outcome | LongOutcome>,
): Promise<void> {
  await withSession(installation, async (session) => {
    const outcome = await work(session);
    if (!('pieces' in outcome)) return print(outcome, options);
    for await (const piece of outcome.pieces) await writeOut(piece);
  });
}

/** @throws OperatorError `databaseMissing`, and what opening throws. */
export async function withSession<Result>(
  installation: Installation,
  work: (session: Session) => Promise<Result>,
  schema: 'upToDate' | 'asItIs' = 'upToDate',
): Promise<Result> {
  if (schema === 'upToDate') requireDatabase(installation);
  const services = await installation.open(schema);
  try {
    return await work({ ...services, operator: operator() });
  } finally {
    await services.close();
  }
}

export async function print({ document, text, failed }: Outcome, { json }: VerbOptions): Promise<void> {
  await writeOut(json ? `${JSON.stringify(document)}\n` : text);
  if (failed) process.exitCode = 1;
}

export const accountOption = (): Option =>
  new Option('--account <id-or-name>', 'the account; may be left out where only one is open');

/** A parser of whole numbers for options. */
export const wholeNumber =
  (min: number, max: number) =>
  (text: string): number => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`);
  };

export const kindOption = (): Option =>
  new Option('--kind <kind>', 'whom it is made of: agents, or users with a role above agent').choices([
    'agents',
    'users',
  ]);
