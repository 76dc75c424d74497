import { expect, test } from 'vitest';
import { freeNames } from '../../../src/application/groups/template/free-names.ts';
import { foldCase } from '../../../src/criteria/fold-case.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase("a template's groups", (product) => {
  const server = serverOn(product);

  async function anAccount(namePattern: string) {
    const { caller, client, journal } = await server().openAccount();
    const { declareProfileAttribute, createGroupTemplate } = server().application;
    await declareProfileAttribute(caller, { name: 'team', declaration: {} });
    const template = { attribute: 'profile.team', namePattern };
    const provision = (teams: readonly (string | number)[]) =>
      server().application.provisionAgents(caller, {
        provisionings: teams.map((team) => ({
          desired: { userName: `${crypto.randomUUID()}@example.com`, active: true, profile: { team } },
        })),
      });
    const create = async () => (await createGroupTemplate(caller, template)).template;
    return { caller, client, journal, provision, create };
  }

  test('never keep anybody out: a value that makes no name makes no group', async () => {
    const { client, create } = await anAccount('{value}');
    await create();
    for (const team of [' ', '\u00a0', '\u0130'.repeat(60), '\uFB2C'.repeat(40), 'x'.repeat(5000)]) {
      const userName = `${crypto.randomUUID()}@example.com`;
      const { groups = [] } = await client.create(userName, { profile: { team } });
      expect(groups).toHaveLength(team.trim() === '' || team.length > 120 ? 0 : 1);
    }
  });

  test('get names of their own, also where they are cut alike or taken', async () => {
    const { caller, create, provision } = await anAccount(`${'x'.repeat(93)}{value}`);
    const { createGroup, listGroups } = server().application;
    const alike = (number: number) => `${'y'.repeat(60)}${number}`;
    const cut = 'x'.repeat(93) + 'y'.repeat(35);
    for (const displayName of [cut, `${cut} (3)`]) await createGroup(caller, { desired: { displayName } });
    await provision(Array.from({ length: 20 }, (_, number) => alike(number)));
    await create();
    await provision([alike(20), alike(21)]);
    const { resources } = await listGroups(caller, { limit: 1000 });
    const names = resources.map(({ group }) => group.state.displayName);
    const numbered = Array.from({ length: 23 }, (_, number) => `${cut} (${number + 2})`);
    expect(names.sort()).toEqual([cut, ...numbered].sort());
  });

  test('get names of their own, also where one is named as another is numbered', async () => {
    const { caller, create, provision } = await anAccount('{value}');
    await provision([5, '5', '5 (2)']);
    await create();
    const { resources } = await server().application.listGroups(caller, {});
    expect(resources.map(({ group }) => group.state.displayName).sort()).toEqual(['5', '5 (2)', '5 (2) (2)']);
  });

  test('are named in a few round trips, however many are cut alike', async () => {
    const { caller, create, provision } = await anAccount(`${'x'.repeat(93)}{value}`);
    const template = await create();
    await provision(Array.from({ length: 300 }, (_, number) => `${'y'.repeat(60)}${number}`));
    const values = Array.from({ length: groupLimits.templateValuesMax }, (_, number) => {
      return { template, value: `${'Y'.repeat(60)} ${number}` };
    });
    let roundTrips = 0;
    const named = (asked: typeof values) =>
      server().unitOfWork.transact(caller, ({ groups }) =>
        freeNames(
          {
            takenNames: (names) => {
              roundTrips += 1;
              return groups.takenNames(names);
            },
          },
          asked,
        ),
      );
    const names = await named(values);
    expect(new Set(names.map(foldCase)).size).toBe(values.length);
    expect(roundTrips).toBeLessThanOrEqual(2);
    expect(await named(values.slice(0, 1))).toEqual([expect.stringMatching(/ \(301\)$/)]);
    expect(roundTrips).toBeLessThanOrEqual(2 + 9);
  });

  test('leave the journal an entry each when the template goes', async () => {
    const { caller, create, journal, provision } = await anAccount('Team {value}');
    const template = await create();
    await create();
    await provision(['Blue', 'Red']);
    await server().application.removeGroupTemplate(caller, { id: template.state.id });
    const entries = (await journal()).filter(({ action }) => action.endsWith('Removed'));
    expect(entries.map(({ action, target }) => `${action} ${target?.name}`).sort()).toEqual([
      'GroupRemoved Team Blue',
      'GroupRemoved Team Red',
      'GroupTemplateRemoved Team {value}',
    ]);
    const { resources } = await server().application.listGroups(caller, {});
    expect(resources.map(({ group }) => group.state.displayName)).toEqual(['Team Blue (2)', 'Team Red (2)']);
  });
});
