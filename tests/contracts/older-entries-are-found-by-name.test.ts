import { expect, test } from 'vitest';
import { dataSourceOf } from '../../src/adapters/typeorm-persistence/data-source.ts';
import { JournalTargetNames1764200000000 } from '../../src/adapters/typeorm-persistence/migrations/1764200000000-journal-target-names.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { numbered, readJournal, recordRefusal, stageOn } from '../support/open-storage.ts';
import { callerIn } from '../support/stored-agents.ts';

onEachDatabase('entries that are older than the index of names', (product) => {
  const stage = stageOn(product);

  test('are found by their names once the schema is up to date, whatever the letters', async () => {
    const { storage, url } = stage();
    const caller = callerIn();
    const names = ['ADA@Example.com', 'ZOË@example.com', 'Ἀλέξης ΣΑΣ', 'İ'.repeat(320), 'plain', undefined];
    for (const name of names) {
      const attempt = { action: 'ProvisionAgent', target: { type: 'agent', name } } as const;
      await recordRefusal(storage, caller, attempt, new DomainError('emailInvalid', 'x'));
    }
    const keys = () => administer(url, 'SELECT target_name, target_name_key FROM journal ORDER BY position');
    await numbered(storage);
    const written = await keys();
    const dataSource = await dataSourceOf(url).initialize();
    const runner = dataSource.createQueryRunner();
    const migration = new JournalTargetNames1764200000000();
    await migration.down(runner);
    await migration.up(runner);
    expect(await keys()).toEqual(written);
    // A run that was interrupted is finished by another one.
    await migration.up(runner);
    expect(await keys()).toEqual(written);
    await runner.release();
    await dataSource.destroy();
    const found = await readJournal(storage, caller, (journal) =>
      journal.latest({ limit: 9, targetName: 'zoë@EXAMPLE.com' }),
    );
    expect(found.map(({ target }) => target?.name)).toEqual(['ZOË@example.com']);
  });
});
