import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { findings } from './findings.ts';
import type { Galera } from './galera.ts';
import { membershipFindings } from './membership-findings.ts';
import { changeRules } from './rule-changer.ts';
import { Installation } from './service.ts';
import { type Told, write } from './writers.ts';

const writersOfNode = 2;
const raceMilliseconds = 20_000;

interface Race {
  /** How many entries went by a policy that held no more. */
  readonly wrong: number;
  /** Of how many writes that were acknowledged. */
  readonly writes: number;
  /** What else is wrong with what two nodes wrote: an order of entries that is none, say. */
  readonly findings: readonly string[];
}

/** A token that was revoked is remembered for seconds. */
const revokedMilliseconds = 15_000;

/**
 * Changes the policy on one node while agents are written on both, by processes that were told of one node each, as two that
 * reach different nodes do: with one token, whose last use each of them notes, and while each numbers and seals the audit log. Then the
 * token is revoked on one node. Without the rows of decision 79 about every twelfth write goes by an older policy.
 */
export async function raceOnTwoNodes(galera: Galera): Promise<Race> {
  await galera.ask(0, 'CREATE DATABASE race CHARACTER SET utf8mb4');
  const [one, other] = [galera.urlOf(0, 'race'), galera.urlOf(1, 'race')];
  const installation = new Installation(other);
  const beside = new Installation(one);
  const stopping = new AbortController();
  try {
    await installation.run('migrate');
    const json = async (...verb: readonly string[]) =>
      JSON.parse(await installation.run(...verb, '--json')) as { id: string; token: string };
    const sso = ['--sso-issuer', 'https://race.okta.example'];
    const { id } = await json('account', 'create', '--name', 'Race', ...sso);
    const { token } = await json('token', 'create', '--account', id, '--name', 'Okta');
    const addresses = [await installation.serve(), await beside.serve()];
    const told: Told = { agents: new Map(), wrong: [], unavailable: 0, unknown: 0, acknowledged: [[]] };
    const endRules = await changeRules(one, id, stopping.signal);
    const writing = addresses.flatMap((address) =>
      Array.from({ length: writersOfNode }, () =>
        write(address, 0, `race-${randomUUID()}`, token, told, stopping.signal),
      ),
    );
    await pause(raceMilliseconds);
    stopping.abort();
    await Promise.all(writing);
    const { group } = await endRules();
    await installation.run('audit', 'tail', '--json', '--limit', '1');
    const ask = (sql: string) => galera.ask(0, sql, 'race');
    const wrong = await membershipFindings(ask, group);
    const writes = told.acknowledged.flat().length;
    const unsealed = await installation.run('audit', 'verify').then(
      () => [],
      (error: Error) => [error.message],
    );
    await beside.run('token', 'revoke', '--account', id, 'Okta');
    const open = await stillOpen(addresses, token);
    return { wrong: wrong.length, writes, findings: [...(await findings(ask, told)), ...unsealed, ...open] };
  } finally {
    stopping.abort();
    await Promise.all([installation.stop(), beside.stop()]);
  }
}

/** Where a token that was revoked opens anything after the time for which it is remembered. */
async function stillOpen(addresses: readonly string[], token: string): Promise<readonly string[]> {
  await pause(revokedMilliseconds);
  const headers = { authorization: `Bearer ${token}` };
  const answers = await Promise.all(
    addresses.map((address) => fetch(`${address}/scim/v2/Users?count=1`, { headers })),
  );
  return answers
    .filter(({ status }) => status !== 401)
    .map(({ status, url }) => `a revoked token is answered ${status} at ${url}`);
}
