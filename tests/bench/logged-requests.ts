// How long questions to the request log take at several sizes of it.

import mysql from 'mysql2/promise';
import { packed } from '../../src/adapters/typeorm-persistence/requests/packed-text.ts';
import type { RequestFilter } from '../../src/application/ports/request-log.ts';
import { type AccountId, accountId, agentId } from '../../src/domain/shared/identifiers.ts';
import { type Instant, instantOf } from '../../src/domain/shared/instant.ts';
import { inProcess } from './in-process.ts';
import { askInTurns, type QueryResult, timeOf } from './measurement.ts';
import { runVerb } from './targets.ts';

const requestsPerBlock = 50;
const blocksPerStatement = 200;
const pageSize = 50;
/** So many requests are about one agent, and so many failed, whatever the size of the log. */
const matches = 20;
const begin = Date.UTC(2026, 0, 1);

/** A request for each tenth of a second. */
const instantAt = (index: number): Instant => instantOf(new Date(begin + index * 100));
const uuidOf = (index: number): string => `0199d2a0-0000-7000-8000-${String(index).padStart(12, '0')}`;
/** As the service makes them: the time of the request is in it. */
function requestIdOf(index: number): string {
  const time = (begin + index * 100).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${String(index).padStart(12, '0')}`;
}

const agentOf = (index: number, count: number): string => uuidOf(index % (count / matches));
const isFailed = (index: number, count: number): boolean => index % (count / matches) === 7;

const requestOf = (index: number, count: number) => ({
  ...{
    at: instantAt(index),
    requestId: requestIdOf(index),
    source: '203.0.113.7',
    client: 'Okta SCIM Client 1.0.0',
  },
  principal: { kind: 'token', id: uuidOf(1), name: 'Okta' },
  ...{ method: 'PUT', path: `/scim/v2/Users/${agentOf(index, count)}`, milliseconds: 4.2 },
  ...{ status: isFailed(index, count) ? 400 : 200, attempted: 'ReviseAgent' },
  subject: { type: 'agent', id: agentOf(index, count) },
  entries: [{ action: 'AgentUpdated', count: 1, subject: { type: 'agent', id: agentOf(index, count) } }],
  ...(isFailed(index, count) && { refusal: { code: 'invalidValue', message: 'It is not right.' } }),
});
/** Fills the log of an account past the service, with the rows that it would write. */
async function seed(url: string, account: string, count: number): Promise<void> {
  const connection = await mysql.createConnection(url);
  for (let start = 0; start < count; start += requestsPerBlock * blocksPerStatement) {
    const [blocks, names]: [unknown[][], unknown[][]] = [[], []];
    for (let first = start; first < Math.min(count, start + requestsPerBlock * blocksPerStatement); ) {
      const last = Math.min(count, first + requestsPerBlock) - 1;
      const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      const own = [
        `principal ${uuidOf(1)}`,
        ...indexes.map((index) => `agent ${agentOf(index, count)}`),
        ...(indexes.some((index) => isFailed(index, count)) ? ['failed ', 'status 400'] : []),
      ];
      const [at, id] = [instantAt(last), uuidOf(first)];
      const requests = await packed(JSON.stringify(indexes.map((index) => requestOf(index, count))));
      blocks.push([account, at, id, instantAt(first), requests, JSON.stringify(own)]);
      names.push(...own.map((name) => [account, name, at, id]));
      first = last + 1;
    }
    const columns = 'account_id, last_at, id, first_at, requests, names';
    await connection.query(`INSERT INTO request_blocks (${columns}) VALUES ?`, [blocks]);
    await connection.query('INSERT INTO request_names (account_id, name, last_at, block_id) VALUES ?', [
      names,
    ]);
  }
  await connection.query('ANALYZE TABLE request_blocks, request_names');
  await connection.end();
}

/** Of so many requests; each turn asks for another one of a kind. */
const questions: Readonly<
  Record<string, (count: number, turn: number) => RequestFilter & { readonly before?: object }>
> = {
  'newest requests': () => ({}),
  'requests far inside': (count, turn) => ({
    before: { at: instantAt(Math.floor(count / 2) + turn), id: '~' },
  }),
  'requests of a time': (count, turn) => ({
    since: instantAt(Math.floor(count / 3) + turn),
    until: instantAt(Math.floor(count / 3) + 60 + turn),
  }),
  'what failed': () => ({ failed: true }),
  'about an agent': (count, turn) => ({ agentId: agentId(agentOf(turn * 31, count)) }),
  'by request id': (count, turn) => ({ requestId: requestIdOf((turn * 7919) % count) }),
  'with a token': () => ({ principalId: uuidOf(1) }),
};

export async function measureLoggedRequests(
  url: string,
  sizes: readonly number[],
): Promise<readonly QueryResult[]> {
  const accounts: { readonly count: number; readonly id: AccountId }[] = [];
  for (const count of sizes) {
    const opening = [
      'account',
      'create',
      '--name',
      `Log ${count}`,
      '--sso-issuer',
      'https://bench.okta.example',
    ];
    const { id = '' } = await runVerb(url, opening);
    await seed(url, id, count);
    accounts.push({ count, id: accountId(id) });
  }
  return inProcess(url, async ({ listRequests, caller }) => {
    const results: QueryResult[] = [];
    for (const [name, question] of Object.entries(questions)) {
      const ask = ({ count, id }: (typeof accounts)[number], turn: number) =>
        timeOf(async () => {
          const asked = { ...question(count, turn), limit: pageSize };
          const { requests } = await listRequests(caller(id), asked as Parameters<typeof listRequests>[1]);
          if (requests.length === 0) throw new Error(`${name} found nothing of ${count} requests.`);
        });
      results.push(await askInTurns(name, accounts, ({ count }) => count, ask));
    }
    return results;
  });
}
