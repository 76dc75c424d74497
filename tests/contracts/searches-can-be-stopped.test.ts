import Database from 'better-sqlite3';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Statement } from '../../src/adapters/typeorm-persistence/connections/waiting-writes.ts';
import { prepareDatabase } from '../../src/adapters/typeorm-persistence/dialects/sqlite/prepare-database.ts';

import { SqliteThread } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-thread.ts';
import { type ComparisonOperator, type Criteria, everyone } from '../../src/criteria/criteria.ts';
import { profileField } from '../../src/domain/agent/agent-fields.ts';
import { sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

const stage = stageOn(sqlite);

const compare = (path: string, operator: ComparisonOperator, value: string): Criteria => ({
  ...{ kind: 'compare', field: profileField(path), operator, value },
});

const searches: Readonly<Record<string, (stored: StoredAgents) => Promise<unknown>>> = {
  'a negation': (stored) => stored.list({ criteria: { kind: 'not', of: compare('title', 'contains', 'x') } }),
  'a text within': (stored) => stored.list({ criteria: compare('title', 'contains', 'i') }),
  'two ranges': (stored) =>
    stored.list({
      criteria: { kind: 'all', of: [compare('title', 'greater', 'a'), compare('title', 'less', 'z')] },
    }),
  alternatives: (stored) =>
    stored.list({
      criteria: {
        kind: 'any',
        of: [compare('title', 'contains', 'i'), compare('nickName', 'contains', 'i')],
      },
    }),
  'a sorted list': (stored) =>
    stored.list({ criteria: everyone, ordering: { field: profileField('title'), descending: false } }),
  'a look through the audit log': (stored) =>
    stored.open.unitOfWork.read(stored.caller, ({ journal }) =>
      journal.latest({ limit: 10, targetType: 'agent' }),
    ),
};

test.each(Object.entries(searches))('%s can be stopped at every row', async (_, search) => {
  const stored = new StoredAgents(stage().storage);
  await stored.provision({ profile: { title: 'title' } });
  const ask = vi.spyOn(SqliteThread.prototype, 'ask');
  onTestFinished(() => ask.mockRestore());
  await search(stored);
  const database = new Database(stage().url.slice('sqlite:'.length));
  onTestFinished(() => void database.close());
  prepareDatabase(database);
  // So that every row is one at which the statement may be stopped, and all others are.
  database.function('random', () => 0);
  database.function('stoppable', (_) => {
    throw new Error('stopped');
  });
  const isStopped = ({ sql, parameters }: Statement) => {
    try {
      database.prepare(sql).all(...parameters);
      return false;
    } catch (error) {
      return String(error).includes('stopped');
    }
  };
  expect(ask.mock.calls.some(([statement]) => isStopped(statement))).toBe(true);
});
