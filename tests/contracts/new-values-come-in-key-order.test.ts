import { expect, test } from 'vitest';
import { administer, sqlite } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

const stage = stageOn(sqlite);

// Only SQLite tells in which order rows were written. The statement has that order on every database.
test('A new agent’s rows of the value index are written in the order of their key, however its attributes stand', async () => {
  await new StoredAgents(stage().storage).provision({
    emails: Array.from({ length: 12 }, (_, index) => ({ value: `${index}@example.com`, primary: false })),
    profile: { zone: 'B', start: '2026-11-25', 'start-up': 'later' },
    directory: {
      title: 'Agent',
      photos: [{ value: 'https://example.com/b' }, { value: 'https://example.com/a' }],
    },
  });
  const rowsBy = (order: string) =>
    administer(stage().url, `SELECT path, element FROM agent_values ORDER BY ${order}`);
  const written = await rowsBy('rowid');
  expect(written).toContainEqual({ path: 'emails.value', element: 11 });
  expect(written).toEqual(await rowsBy('path, element'));
});
