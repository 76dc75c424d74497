import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Application } from '../../src/application/application.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
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

onEachDatabase('the sealed log', ({ name, ...product }) => {
  const stage = stageOn({ name, ...product });
  let application: Application;
  beforeAll(async () => {
    application = await sealedLog(stage(), [15, 15]);
    await administer(stage().url, 'CREATE TABLE journal_before AS SELECT * FROM journal');
  });
  const restore = async () => {
    await administer(stage().url, 'DELETE FROM journal');
    await administer(stage().url, 'INSERT INTO journal SELECT * FROM journal_before');
  };
  afterEach(restore);

  const verified = () => application.verifyAuditLog(operator, {});

  test('verifies as it was written', async () => {
    expect(await verified()).toEqual({ entries: size, checkpoints: 2, checkpointsOutside: 0, unsealed: 0 });
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
          .afterEach(restore),
        { numRuns: runs },
      );
    },
    120_000,
  );
});
