import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { expect, test } from 'vitest';
import { SqlEventFeed } from '../../src/adapters/audit-log/sql-event-feed.ts';
import { SqlNumberedEntries } from '../../src/adapters/audit-log/sql-numbered-entries.ts';
import { TermIndex } from '../../src/adapters/audit-log/term-index.ts';
import type { SqlConnection } from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { mysqlDialect } from '../../src/adapters/typeorm-persistence/dialects/mysql/mysql-dialect.ts';
import { AccountScope } from '../../src/adapters/typeorm-persistence/scope/account-scope.ts';
import { LentAccountConnection } from '../../src/adapters/typeorm-persistence/scope/lent-account-connection.ts';
import type { Caller, Principal } from '../../src/application/ports/caller.ts';
import type { JournalFilter, JournalReader } from '../../src/application/ports/event-feed.ts';
import type { Attempt } from '../../src/application/ports/journal-entry.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { agentId, apiTokenId, groupId } from '../../src/domain/shared/identifiers.ts';
import { type Instant, instantOf } from '../../src/domain/shared/instant.ts';
import { clockAt, noon } from '../support/agents.ts';
import { onEachDatabase, onEachServer } from '../support/databases.ts';
import { numbered, readJournal, type Stage, stageOn } from '../support/open-storage.ts';
import { callerIn, StoredAgents } from '../support/stored-agents.ts';

/** So many minutes after noon. */
const minute = (minutes: number): Instant => instantOf(new Date(Date.UTC(2026, 10, 23, 12, minutes)));

const okta = apiTokenId('0199d2a0-1111-7000-8000-000000000001');
const entra = apiTokenId('0199d2a0-1111-7000-8000-000000000002');
const ada = agentId('0199d2a0-3333-7000-8000-000000000001');
const crew = groupId('0199d2a0-5555-7000-8000-000000000001');
const silent = { warn: () => undefined, error: (message: string) => expect.fail(message) };
const withOkta: Principal = { kind: 'token', id: okta, name: 'Okta' };
const byAda: Principal = { kind: 'operator', name: 'ada' };
const anonymous: Principal = { kind: 'anonymous' };

interface Attempted {
  readonly principal: Principal;
  readonly action: string;
  readonly at: Instant;
  readonly target?: Attempt['target'];
}

async function record({ storage }: Stage, caller: Caller, attempts: readonly Attempted[]): Promise<void> {
  for (const { principal, at, action, target } of attempts) {
    await storage.unitOfWork.transact({ ...caller, principal }, async (scope) =>
      scope.recordRefusal({ action, target }, new DomainError('agentNotFound', 'x'), at),
    );
  }
}

/** All that a reader finds in both directions, the oldest first; by pages of so few that it has to go on. */
async function found({ storage }: Stage, caller: Caller, filter: JournalFilter) {
  const read = <Result>(work: (journal: JournalReader) => Promise<Result>) =>
    readJournal(storage, caller, work);
  const forwards: string[] = [];
  for (let position = 0; ; ) {
    const { entries, next } = await read((journal) => journal.after(position, 2, filter));
    forwards.push(...entries.map(({ action }) => action));
    if (next <= position) break;
    position = next;
  }
  const backwards: string[] = [];
  for (let before: number | undefined; ; ) {
    const entries = await read((journal) => journal.latest({ ...filter, limit: 2, before }));
    if (entries.length === 0) break;
    backwards.push(...entries.map(({ action }) => action));
    before = entries.at(-1)?.position;
  }
  expect(backwards.toReversed()).toEqual(forwards);
  return forwards;
}

onEachDatabase('the journal', (product) => {
  const stage = stageOn(product);

  test('is searched by time, by who did it, by API token and for refusals, and by all of these together', async () => {
    const caller = callerIn();
    const ada = { type: 'agent', name: 'ada@example.com' } as const;
    await record(stage(), caller, [
      { action: 'first', principal: withOkta, at: minute(1), target: ada },
      // The clock of whoever wrote it is ahead of the others'.
      { action: 'ahead', principal: byAda, at: minute(9) },
      { action: 'second', principal: byAda, at: minute(2), target: ada },
      { action: 'revoked', principal: anonymous, at: minute(3), target: { type: 'token', id: okta } },
      { action: 'no token', principal: withOkta, at: minute(4), target: { type: 'agent', id: entra } },
      { action: 'behind', principal: anonymous, at: minute(1) },
    ]);
    const stored = new StoredAgents(stage().storage, { ...caller, principal: byAda });
    await stored.provision({ userName: 'bob@example.com' });

    const search = (filter: JournalFilter) => found(stage(), caller, filter);
    expect(await search({ since: minute(2), until: minute(4) })).toEqual(['second', 'revoked']);
    expect(await search({ since: minute(3) })).toEqual(['ahead', 'revoked', 'no token']);
    expect(await search({ since: minute(1), until: minute(2) })).toEqual(['first', 'behind']);
    expect(await search({ since: minute(60) })).toEqual([]);
    expect(await search({ principalKind: 'anonymous' })).toEqual(['revoked', 'behind']);
    expect(await search({ principalName: 'ada' })).toEqual(['ahead', 'second', 'AgentProvisioned']);
    expect(await search({ principalKind: 'token', principalName: 'ada' })).toEqual([]);
    expect(await search({ tokens: [okta] })).toEqual(['first', 'revoked', 'no token']);
    expect(await search({ tokens: [entra] })).toEqual([]);
    expect(await search({ tokens: [entra, okta] })).toEqual(['first', 'revoked', 'no token']);
    expect(await search({ refused: true, principalName: 'ada' })).toEqual(['ahead', 'second']);
    const aboutAda = { targetName: 'Ada@example.com', targetType: 'agent' } as const;
    expect(await search({ ...aboutAda, since: minute(2) })).toEqual(['second']);
    expect(await search({ ...aboutAda, tokens: [okta], refused: true })).toEqual(['first']);
    expect(await search({})).toHaveLength(7);
    expect(await found(stage(), callerIn(), { refused: true })).toEqual([]);
  });

  test('is searched in stretches: what is far apart is found all the same', async () => {
    const caller = callerIn();
    const crowd = (from: number) =>
      stage().storage.unitOfWork.transact(caller, async (scope) => {
        for (let index = from; index < from + 10_500; index++) {
          scope.recordRefusal({ action: 'many' }, new DomainError('agentNotFound', 'x'), minute(index));
        }
      });
    await record(stage(), caller, [{ action: 'oldest', principal: byAda, at: minute(0) }]);
    await crowd(1);
    await record(stage(), caller, [{ action: 'middle', principal: byAda, at: minute(10_501) }]);
    await crowd(10_502);
    expect(await found(stage(), caller, { principalName: 'ada' })).toEqual(['oldest', 'middle']);
    expect(await found(stage(), caller, { principalName: 'bob' })).toEqual([]);
    const around = { since: minute(10_500), until: minute(10_503) };
    expect(await found(stage(), caller, around)).toEqual(['many', 'middle', 'many']);
    expect(await found(stage(), caller, { ...around, principalName: 'ada' })).toEqual(['middle']);
  });
});

/** What the processes that serve do behind whoever writes. */
async function follow({ storage }: Stage): Promise<void> {
  await numbered(storage);
  const { logConnections } = storage;
  const index = new TermIndex(logConnections, new SqlNumberedEntries(logConnections), silent);
  while (await index.step());
}

onEachServer('the journal', (product) => {
  const stage = stageOn(product);

  test('reads little to find a short time in a long past', async () => {
    const caller = callerIn();
    await stage().storage.unitOfWork.transact(caller, async (scope) => {
      for (let index = 0; index < 15_000; index++) {
        scope.recordRefusal({ action: 'many' }, new DomainError('agentNotFound', 'x'), minute(index));
      }
    });
    await follow(stage());
    const connection = await createConnection(stage().url.replace(/^mariadb:/, 'mysql:'));
    const read = async (work: (journal: JournalReader) => Promise<unknown>) => {
      await connection.query('FLUSH STATUS');
      await work(readerOn(connection, caller));
      const [counts] = await connection.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
      return counts.reduce((sum, { Value }) => sum + Number(Value), 0);
    };
    const early = { since: minute(100), until: minute(110) };
    const late = { since: minute(14_000), until: minute(14_010) };
    expect(await read((journal) => journal.latest({ limit: 1 }))).toBeLessThan(20);
    // The stretch that is searched has 1,000 rows.
    const searches = [
      { ...early, limit: 100 },
      { since: minute(14_999), limit: 1 },
      { until: minute(5_000), limit: 50 },
    ];
    for (const search of searches)
      expect(await read((journal) => journal.latest(search)), JSON.stringify(search)).toBeLessThan(2_500);
    expect(await read((journal) => journal.after(0, 100, late))).toBeLessThan(2_500);
    expect(await read((journal) => journal.after(0, 100, { since: minute(5_000) }))).toBeLessThan(2_500);
    expect(await read((journal) => journal.past.standingAt(minute(5_000)))).toBeLessThan(20);
    await connection.end();
  });

  test('finds by few statements, each of which reads little, what is rare or far back among much', async () => {
    const caller = callerIn();
    const { unitOfWork } = stage().storage;
    const refused = new DomainError('agentNotFound', 'x');
    const byOkta = { ...caller, principal: withOkta };
    await unitOfWork.transact(byOkta, async (scope) => {
      scope.recordRefusal({ action: 'many', target: { type: 'agent', id: ada } }, refused, minute(0));
      scope.recordRefusal({ action: 'rare', target: { type: 'group', id: crew } }, refused, minute(0));
    });
    for (let start = 1; start < 20_000; start += 4_000)
      await unitOfWork.transact(byOkta, async (scope) => {
        for (let index = start; index < start + 4_000; index++)
          scope.recordRefusal(
            { action: 'many', target: { type: 'agent', id: entra } },
            refused,
            minute(index),
          );
      });
    await follow(stage());
    const connection = await createConnection(stage().url.replace(/^mariadb:/, 'mysql:'));
    const searches: readonly (readonly [JournalFilter, string])[] = [
      [{ targetType: 'group' }, 'rare'],
      [{ targetType: 'group', principalId: okta }, 'rare'],
      [{ action: 'rare', principalId: okta }, 'rare'],
      [{ principalName: 'Okta', action: 'rare' }, 'rare'],
      [{ targetId: ada, action: 'many' }, 'many'],
      [{ targetId: ada, targetType: 'agent', refused: true, tokens: [okta] }, 'many'],
      [{ principalName: 'Okta' }, 'many'],
      [{ tokens: [okta, entra] }, 'many'],
    ];
    for (const [filter, action] of searches) {
      let statements = 0;
      const reader = readerOn(connection, caller, () => {
        statements += 1;
      });
      await connection.query('FLUSH STATUS');
      const [entry] = await reader.latest({ ...filter, limit: 1 });
      const [counts] = await connection.query<RowDataPacket[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
      const read = counts.reduce((sum, { Value }) => sum + Number(Value), 0);
      expect([filter, entry?.action]).toEqual([filter, action]);
      expect([filter, statements <= 5, read < 3_000]).toEqual([filter, true, true]);
    }
    await connection.end();
  });
});

/** @param asked - is told of each statement. */
function readerOn(
  connection: Awaited<ReturnType<typeof createConnection>>,
  caller: Caller,
  asked: () => void = () => undefined,
): JournalReader {
  const rows: SqlConnection['rows'] = async <Row>(
    sql: string,
    parameters: readonly (string | number | null)[],
  ) => {
    asked();
    return (await connection.execute(sql, [...parameters]))[0] as unknown as readonly Row[];
  };
  const unused = () => {
    throw new Error('A reader reads rows only.');
  };
  const onlyRows = { rows, run: unused } as unknown as SqlConnection;
  const scope = new AccountScope(onlyRows, mysqlDialect, caller, false, clockAt(noon));
  return new SqlEventFeed().on(new LentAccountConnection(onlyRows, scope));
}
