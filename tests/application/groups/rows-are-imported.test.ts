import { describe, expect, test } from 'vitest';
import type { GroupMemberRow } from '../../../src/application/groups/import-group-members.ts';
import type { RuleExceptionRow } from '../../../src/application/groups/import-rule-exceptions.ts';
import type { ImportOutcome } from '../../../src/application/import/import-outcome.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { type Instant, instantOf } from '../../../src/domain/shared/instant.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

const farAhead = instantOf(new Date('2999-01-01'));
const longAgo = instantOf(new Date(0));

/** Each outcome in a word: the code where it is a refusal. */
const inWords = (outcomes: readonly ImportOutcome[]) =>
  outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : outcome.code));

onEachDatabase('rows that are imported', (product) => {
  const server = serverOn(product);

  async function account() {
    const { application } = server();
    const { caller, journal } = await server().openAccount();
    for (const name of ['ada', 'bob', 'cyd']) {
      const desired = { userName: `${name}@example.com`, externalId: `x-${name}`, active: true };
      await application.provisionAgent(caller, { desired });
    }
    const principal = { kind: 'token', id: apiTokenId(crypto.randomUUID()), name: 'Okta' } as const;
    const pushed = { desired: { displayName: 'Pushed' } };
    await application.createGroup({ ...caller, principal }, pushed);
    const ruled = { desired: { displayName: 'Ruled' }, rule: { text: 'userName sw "ada"' } };
    const { id } = (await application.createRuleGroup(caller, ruled)).group.state;
    const byName = async () => {
      const { resources } = await application.listGroups(caller, { withMembers: true });
      return Object.fromEntries(
        resources.map(({ group, members }) => [
          group.state.displayName,
          members?.map(({ userName }) => userName.split('@')[0]),
        ]),
      );
    };
    const members = async (...rows: GroupMemberRow[]) =>
      inWords(await application.importGroupMembers(caller, { rows }));
    const exceptions = async (...rows: RuleExceptionRow[]) =>
      inWords(await application.importRuleExceptions(caller, { rows }));
    const listed = async () =>
      (await application.listRuleExceptions(caller, { id })).map(({ userName, belongs, reason, until }) => ({
        ...{ userName, belongs, reason, until },
      }));
    const declare = async (...rows: { name: string; type?: never }[]) =>
      inWords(await application.importProfileAttributes(caller, { rows }));
    return { application, caller, journal, id, byName, members, exceptions, listed, declare };
  }

  describe('as members of groups by hand', () => {
    test('are added each by itself, and groups that are not there are made', async () => {
      const { members, byName, journal } = await account();
      const outcomes = await members(
        { group: 'Crew', agent: 'ADA@example.com' },
        { group: 'Crew', agent: 'nobody@example.com' },
        { group: 'Pushed', agent: 'ada@example.com' },
        { group: 'crew', agent: 'x-bob' },
        { group: 'Ruled', agent: 'bob@example.com' },
        { group: 'CREW', agent: 'ada@example.com' },
        { group: 'Empty' },
        { group: 'Lost', agent: 'nobody@example.com' },
        { group: ' ', agent: 'ada@example.com' },
      );
      expect(outcomes).toEqual([
        ...['imported', 'agentNotFound', 'groupGovernedOtherwise', 'imported', 'groupGovernedOtherwise'],
        ...['alreadyThere', 'imported', 'agentNotFound', 'attributeInvalid'],
      ]);
      expect(await byName()).toEqual({ Crew: ['ada', 'bob'], Empty: [], Pushed: [], Ruled: ['ada'] });
      const refused = (await journal()).filter(({ refusal }) => refusal !== undefined);
      expect(refused.map(({ action, target }) => [action, target?.name])).toEqual(
        expect.arrayContaining([
          ['ImportGroupMembers', 'Crew'],
          ['ImportGroupMembers', 'Pushed'],
        ]),
      );
    });

    test('are passed over where they are there, so that an import goes on when it is run again', async () => {
      const { members, journal } = await account();
      const rows = [{ group: 'Crew', agent: 'ada@example.com' }, { group: 'Empty' }];
      await members(...rows);
      const before = (await journal())[0]?.position;
      expect(await members(...rows)).toEqual(['alreadyThere', 'alreadyThere']);
      expect((await journal())[0]?.position).toBe(before);
    });

    test('keep out of a group of users whoever has no role, and nobody else', async () => {
      const { application, caller, members } = await account();
      await application.createGroup(caller, { desired: { displayName: 'Leads' }, kind: 'users' });
      const directory = { roles: [{ value: 'manager' }] };
      const desired = { userName: 'lead@example.com', active: true, directory };
      await application.provisionAgent(caller, { desired });
      const rows = ['ada@example.com', 'lead@example.com', 'bob@example.com'];
      expect(await members(...rows.map((agent) => ({ group: 'Leads', agent })))).toEqual([
        ...['roleMissing', 'imported', 'roleMissing'],
      ]);
    });

    test('name nobody by an externalId that several have', async () => {
      const { application, caller, members } = await account();
      const desired = { userName: 'ada2@example.com', externalId: 'x-ada', active: true };
      await application.provisionAgent(caller, { desired });
      expect(await members({ group: 'Crew', agent: 'x-ada' })).toEqual(['agentNotFound']);
    });
  });

  describe('as exceptions of rules', () => {
    const row = (agent: string, belongs: 'always' | 'never', reason?: string, until?: Instant) => ({
      ...{ group: 'ruled', agent: `${agent}@example.com`, belongs, reason, until },
    });

    test('are made each by itself, in one change of a rule', async () => {
      const { exceptions, listed, journal, application, caller } = await account();
      await application.createGroup(caller, { desired: { displayName: 'Crew' } });
      const outcomes = await exceptions(
        row('ada', 'never', 'On leave', farAhead),
        row('nobody', 'never'),
        row('bob', 'always', 'x'.repeat(501)),
        row('cyd', 'always', undefined, longAgo),
        row('bob', 'always', 'Covers'),
        { ...row('bob', 'always'), group: 'Crew' },
        { ...row('bob', 'always'), group: 'Nowhere' },
      );
      expect(outcomes).toEqual([
        ...['imported', 'agentNotFound', 'attributeTooLarge', 'ruleInvalid', 'imported'],
        ...['groupGovernedOtherwise', 'groupNotFound'],
      ]);
      const ada = { userName: 'ada@example.com', belongs: 'never', reason: 'On leave', until: farAhead };
      const bob = { userName: 'bob@example.com', belongs: 'always', reason: 'Covers', until: undefined };
      expect(await listed()).toEqual([bob, ada]);
      const changes = (await journal()).filter(({ action }) => action === 'GroupRuleChanged');
      expect(changes).toHaveLength(1);
      expect(changes[0]?.changes).toContainEqual({ path: 'joined', to: 1 });
      expect(await exceptions(row('ada', 'never', 'On leave', farAhead))).toEqual(['alreadyThere']);
    });

    test('leave a list as it is once it has 1000', async () => {
      const { application } = server();
      const { caller, provisionMany } = await server().openAccount();
      const rule = { text: 'title eq "x"', always: (await provisionMany(999)) as never };
      await application.createRuleGroup(caller, { desired: { displayName: 'Ruled' }, rule });
      for (const name of ['ada', 'bob'])
        await application.provisionAgent(caller, {
          desired: { userName: `${name}@example.com`, active: true },
        });
      const rows = [row('ada', 'always'), row('bob', 'always'), row('bob', 'never')];
      expect(inWords(await application.importRuleExceptions(caller, { rows }))).toEqual([
        ...['imported', 'attributeTooLarge', 'imported'],
      ]);
    });
  });

  describe('as declarations of attributes', () => {
    test('are declared each by itself', async () => {
      const { application, caller, declare } = await account();
      const rows = [{ name: 'team', type: 'string' as never }, { name: 'no good' }, { name: 'level' }];
      expect(await declare(...rows)).toEqual(['imported', 'attributeInvalid', 'imported']);
      expect(await declare(...rows)).toEqual(['alreadyThere', 'attributeInvalid', 'alreadyThere']);
      const known = await application.listProfileAttributes(caller, {});
      expect(known.map(({ name, declaration }) => [name, declaration?.type])).toEqual([
        ['level', undefined],
        ['team', 'string'],
      ]);
    });
  });

  test('in a dry run are told what would become of them, and leave nothing', async () => {
    const { application, caller, byName, listed, journal } = await account();
    const before = [await byName(), await listed(), (await journal())[0]?.position];
    const agent = 'ada@example.com';
    const { importGroupMembers, importRuleExceptions, importProfileAttributes } = server().dryRuns;
    const trials = [
      await importGroupMembers(caller, { rows: [{ group: 'Crew', agent }] }),
      await importRuleExceptions(caller, { rows: [{ group: 'Ruled', agent, belongs: 'never' }] }),
      await importProfileAttributes(caller, { rows: [{ name: 'team' }] }),
      await importGroupMembers(caller, { rows: [{ group: 'Pushed', agent }] }),
    ];
    const outcomes = trials.map(({ result }) => result);
    expect(trials.map(({ entries }) => entries.map(({ action }) => action))).toEqual([
      ...[['GroupCreated'], ['GroupRuleChanged'], ['ProfileAttributeDeclared'], ['ImportGroupMembers']],
    ]);
    expect(outcomes.map(inWords)).toEqual([
      ...[['imported'], ['imported'], ['imported'], ['groupGovernedOtherwise']],
    ]);
    expect([await byName(), await listed(), (await journal())[0]?.position]).toEqual(before);
    expect(await application.listProfileAttributes(caller, {})).toEqual([]);
  });

  test('are 1000 at a time at most', async () => {
    const { members } = await account();
    const rows = Array.from({ length: 1001 }, (_, index) => ({ group: `G ${index % 2}` }));
    await expect(members(...rows)).rejects.toMatchObject({ code: 'inputInvalid' });
    expect((await members(...rows.slice(1))).filter((outcome) => outcome === 'imported')).toHaveLength(1000);
  });
});
