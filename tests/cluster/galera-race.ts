import { setTimeout as pause } from 'node:timers/promises';
import { findings } from './findings.ts';
import type { Galera } from './galera.ts';
import { membershipFindings } from './membership-findings.ts';
import { changeRules } from './rule-changer.ts';
import { Installation } from './service.ts';
import { type Told, write } from './writers.ts';

const writers = 4;
const raceMilliseconds = 20_000;

interface Race {
  /** How many entries went by a policy that held no more. */
  readonly wrong: number;
  /** Of how many writes that were acknowledged. */
  readonly writes: number;
  /** What else is wrong with what two nodes wrote: an order of entries that is none, say. */
  readonly findings: readonly string[];
}

/**
 * Changes the policy on one node while agents are written on the other, by processes that were told of one node each, as two that
 * reach different nodes do. Without the rows of decision 79 about every twelfth write goes by an older policy.
 */
export async function raceOnTwoNodes(galera: Galera): Promise<Race> {
  await galera.ask(0, 'CREATE DATABASE race CHARACTER SET utf8mb4');
  const [one, other] = [galera.urlOf(0, 'race'), galera.urlOf(1, 'race')];
  const installation = new Installation(other);
  const stopping = new AbortController();
  try {
    await installation.run('migrate');
    const json = async (...verb: readonly string[]) =>
      JSON.parse(await installation.run(...verb, '--json')) as { id: string; token: string };
    const sso = ['--sso-issuer', 'https://race.okta.example'];
    const { id } = await json('account', 'create', '--name', 'Race', ...sso);
    const { token } = await json('token', 'create', '--account', id, '--name', 'Okta');
    const address = await installation.serve();
    const told: Told = { agents: new Map(), wrong: [], unavailable: 0, unknown: 0, acknowledged: [[]] };
    const endRules = await changeRules(one, id, stopping.signal);
    const writing = Array.from({ length: writers }, (_, writer) =>
      write(address, 0, `race-${writer}`, token, told, stopping.signal),
    );
    await pause(raceMilliseconds);
    stopping.abort();
    await Promise.all(writing);
    const { group } = await endRules();
    await installation.run('audit', 'tail', '--json', '--limit', '1');
    const ask = (sql: string) => galera.ask(0, sql, 'race');
    const wrong = await membershipFindings(ask, group);
    const writes = told.acknowledged.flat().length;
    return { wrong: wrong.length, writes, findings: await findings(ask, told) };
  } finally {
    stopping.abort();
    await installation.stop();
  }
}
