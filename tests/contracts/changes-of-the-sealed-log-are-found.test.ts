import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { wantedLeads } from '../../src/adapters/audit-log/journal-terms.ts';
import { SqlNumberedEntries } from '../../src/adapters/audit-log/sql-numbered-entries.ts';
import { TermIndex } from '../../src/adapters/audit-log/term-index.ts';
import type { Application } from '../../src/application/application.ts';
import { administer, copyRows, onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { operator, sealedLog } from '../support/sealed-log.ts';

const size = 30;
const position = fc.integer({ min: 1, max: size });
/** The last is not removed: then the log was truncated. */
const inner = fc.integer({ min: 1, max: size - 1 });

/** A change of the journal behind the service's back: what is run, and what has to be found. */
interface Tampering {
  readonly statements: readonly string[];
  readonly code: string;
  readonly at: number;
}

const alterations = [
  "action = 'AgentRemoved'",
  "recorded_at = '2020-01-01T00:00:00.000Z'",
  "changes = '[]'",
  "changes = 'no JSON'",
  "principal_name = 'somebody else'",
  "principal_kind = 'operator'",
  "source = '10.0.0.1'",
  "request_id = 'another'",
  "target_id = 'another'",
  "target_name = 'eve@example.com'",
  "target_type = 'group'",
  "account_id = '00000000-0000-0000-0000-000000000000'",
  `refusal = '{"code":"agentNotFound","message":"x"}'`,
];

const altered = fc.record({ at: position, what: fc.constantFrom(...alterations) }).map(
  ({ at, what }): Tampering => ({
    statements: [`UPDATE journal SET ${what} WHERE position = ${at}`],
    code: 'altered',
    at,
  }),
);

const shifted = (from: number, by: 1 | -1): readonly string[] => [
  `UPDATE journal SET position = -(position + ${by}) WHERE position >= ${from}`,
  'UPDATE journal SET position = -position WHERE position < 0',
];

const removed = fc.record({ at: inner, isClosed: fc.boolean() }).map(
  ({ at, isClosed }): Tampering => ({
    statements: [`DELETE FROM journal WHERE position = ${at}`, ...(isClosed ? shifted(at + 1, -1) : [])],
    code: 'removed',
    at,
  }),
);

const columns =
  'account_id, recorded_at, action, target_type, target_id, target_name, target_name_key, principal_kind, principal_id, principal_name, source, request_id, changes, refusal';

const inserted = fc.record({ at: position, like: position }).map(
  ({ at, like }): Tampering => ({
    statements: [
      ...shifted(at, 1),
      `INSERT INTO journal (position, ${columns}) SELECT ${at}, ${columns.replace('request_id', "'inserted'")} FROM journal_before WHERE position = ${like}`,
    ],
    code: 'inserted',
    at,
  }),
);

const moved = fc
  .tuple(position, position)
  .filter(([one, other]) => one !== other)
  .map(
    ([one, other]): Tampering => ({
      statements: [
        `UPDATE journal SET position = -1 WHERE position = ${one}`,
        `UPDATE journal SET position = ${one} WHERE position = ${other}`,
        `UPDATE journal SET position = ${other} WHERE position = -1`,
      ],
      code: 'moved',
      at: Math.min(one, other),
    }),
  );

const truncated = position.map(
  (at): Tampering => ({
    statements: [`DELETE FROM journal WHERE position >= ${at}`],
    code: 'truncated',
    at,
  }),
);

const tables = ['journal', 'sealed_entries', 'journal_terms'];

const log = {
  warn: () => {},
  error: (_: string, error: unknown) => {
    throw error;
  },
};

const sealed = (what: string) => `UPDATE sealed_entries SET ${what} WHERE position = 7`;
const longSalt = Buffer.alloc(100).toString('base64');
const deep = '['.repeat(20_000) + ']'.repeat(20_000);

const keptAltered = [
  [sealed(`entry_hash = '${Buffer.alloc(32).toString('base64')}'`), 'treeAltered'],
  [sealed("account_id = '00000000-0000-0000-0000-000000000000'"), 'treeAltered'],
  [sealed(`salt = '${Buffer.alloc(16).toString('base64')}'`), 'altered'],
  [sealed('salt = NULL'), 'altered'],
  [sealed("opened = 'no JSON'"), 'altered'],
  [sealed("opened = '{}'"), 'altered'],
  [sealed(`opened = '{"salts":{"/source":"${longSalt}"},"hashes":{}}'`), 'altered'],
  ['DELETE FROM sealed_entries WHERE position = 7', 'altered'],
  [`UPDATE journal SET changes = '${deep}' WHERE position = 7`, 'altered'],
].map(([what = '', code]) => ({ name: what.slice(0, 70), what, code }));

onEachDatabase('the sealed log', ({ name, ...product }) => {
  const stage = stageOn({ name, ...product });
  let application: Application;
  beforeAll(async () => {
    application = await sealedLog(stage(), [15, 15]);
    const { logConnections } = stage().storage;
    await new TermIndex(logConnections, new SqlNumberedEntries(logConnections), log).step();
    for (const table of tables) await copyRows(stage().url, table, `${table}_before`);
  });
  const restore = async (of: readonly string[] = ['journal']) => {
    for (const table of of) {
      await administer(stage().url, `DELETE FROM ${table}`);
      await administer(stage().url, `INSERT INTO ${table} SELECT * FROM ${table}_before`);
    }
  };
  afterEach(() => restore(tables));

  const verified = () => application.verifyAuditLog(operator, {});

  test('verifies as it was written', async () => {
    expect(await verified()).toEqual({ entries: size, checkpoints: 2, checkpointsOutside: 0, unsealed: 0 });
  });

  test.each(keptAltered)('tells that what is kept beside position 7 was changed: $name', async (changed) => {
    const { what, code } = changed;
    await administer(stage().url, what);
    const { fault } = await verified();
    expect(fault).toMatchObject({ code, position: 7 });
    expect(fault?.message).toMatch(/\b7\b.*\.$/);
  });

  test('tells entries that are searched in vain', async () => {
    await administer(stage().url, 'UPDATE journal_terms SET block = block + 1');
    expect((await verified()).fault).toMatchObject({ code: 'indexAltered', position: 1 });
    await restore(tables);
    const [row] = (await administer(stage().url, 'SELECT request_id FROM journal WHERE position = 7')) as {
      request_id: string;
    }[];
    const term = wantedLeads({ requestId: row?.request_id })[0]?.terms[0];
    await administer(stage().url, `DELETE FROM journal_terms WHERE term = '${term}'`);
    const { fault } = await verified();
    expect(fault?.code).toBe('indexAltered');
    // As the sentence says.
    await administer(stage().url, 'UPDATE journal_indexed SET typed_position = 0');
    const { logConnections } = stage().storage;
    await new TermIndex(logConnections, new SqlNumberedEntries(logConnections), log).step();
    expect((await verified()).fault).toBeUndefined();
  });

  test('tells that searches by time were told of less disorder than there is', async () => {
    await administer(stage().url, 'UPDATE journal_indexed SET lateness_milliseconds = -1');
    const { fault } = await verified();
    expect(fault).toMatchObject({ code: 'indexAltered', position: 1 });
    // As the sentence says.
    await administer(
      stage().url,
      'UPDATE journal_indexed SET timed_position = 0, latest_milliseconds = 0, lateness_milliseconds = 0',
    );
    const { logConnections } = stage().storage;
    await new TermIndex(logConnections, new SqlNumberedEntries(logConnections), log).step();
    expect((await verified()).fault).toBeUndefined();
  });

  // 1,000 together.
  const runs = name === 'SQLite' ? 200 : 10;
  test.each(Object.entries({ altered, removed, inserted, moved, truncated }))(
    'tells the first position where entries were %s',
    async (_, tamperings) => {
      await fc.assert(
        fc
          .asyncProperty(tamperings, async ({ statements, code, at }) => {
            for (const statement of statements) await administer(stage().url, statement);
            const { fault } = await verified();
            expect(fault, statements.join('; ')).toMatchObject({ code, position: at });
            expect(fault?.message).toMatch(new RegExp(`\\b${at}\\b.*\\.$`));
          })
          .afterEach(() => restore()),
        { numRuns: runs },
      );
    },
    120_000,
  );
});
