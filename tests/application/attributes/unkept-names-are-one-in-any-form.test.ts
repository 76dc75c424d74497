import { expect, test } from 'vitest';
import type { UnkeptSighting } from '../../../src/domain/profile-attribute/unkept-attribute.ts';
import { instantOf } from '../../../src/domain/shared/instant.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { StoredGroups } from '../../support/stored-groups.ts';

const sighting = (name: string): UnkeptSighting => ({
  ...{ with: 'agents', name, times: 1, example: '"x"' },
  lastSentAt: instantOf(new Date('2026-11-25T12:00:00Z')),
});

onEachDatabase('names that are sent and not kept', (product) => {
  const stage = stageOn(product);

  test('are counted together in whatever form they come, also in one noting', async () => {
    const { application, caller } = await StoredGroups.on(stage().storage);
    const sightings = ['Straße', 'STRASSE', 'strasse'].map(sighting);
    await application.noteUnkeptAttributes(caller, { sightings });
    await application.noteUnkeptAttributes(caller, { sightings });
    const unkept = await application.listUnkeptAttributes(caller);
    expect(unkept.map(({ state: { name, times } }) => [name, times])).toEqual([['Straße', 6]]);
  });
});
