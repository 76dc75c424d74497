import { describe, expect, test } from 'vitest';
import type { AccountConfiguration } from '../../../src/application/configuration/configuration/account-configuration.ts';
import type { Caller } from '../../../src/application/ports/caller.ts';
import { Group } from '../../../src/domain/group/group.ts';
import { apiTokenId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { noon } from '../../support/agents.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('a configuration that is applied', (product) => {
  const server = serverOn(product);

  async function account() {
    const { application } = server();
    const { caller, journal } = await server().openAccount();
    const provision = async (name: string, location: string, title?: string) => {
      const described = { externalId: `x-${name}`, profile: { location }, directory: { title } };
      const desired = { userName: `${name}@example.com`, active: true, ...described };
      return (await application.provisionAgent(caller, { desired })).agent.state.id;
    };
    const ada = await provision('ada', 'Austin');
    const bob = await provision('bob', 'Boston', 'Lead');
    const apply = (configuration: AccountConfiguration, as: Caller = caller) =>
      application.applyConfiguration(as, configuration);
    const read = () => application.readConfiguration(caller);
    const position = async () => (await journal())[0]?.position;
    const signedIn = (role: 'admin' | 'owner'): Caller => ({
      ...caller,
      principal: { kind: 'person', agentId: ada, name: 'ada@example.com', role },
    });
    return { application, caller, journal, ada, bob, apply, read, position, signedIn };
  }
  const directory = (caller: Caller): Caller => ({
    ...caller,
    principal: { kind: 'token', id: apiTokenId(crypto.randomUUID()), name: 'Okta' },
  });
  const whole: AccountConfiguration = {
    settings: { groupsOverScim: true, acceptsUndeclared: true, directoryOnly: false, auditLogDaysKept: 400 },
    attributes: { declared: [{ name: 'team', type: 'string' }], retired: ['shoe'] },
    groups: {
      byHand: [{ name: 'Crew', members: ['ada@example.com'] }],
      byRule: [{ name: 'Austin', rule: 'profile.location eq "Austin"' }],
    },
    templates: { list: [{ attribute: 'profile.location', namePattern: 'In {value}' }] },
    roles: { given: [{ group: 'Crew', role: 'grader' }] },
  };

  /** An account that is as `whole` says, and has a group that the directory pushes. */
  async function wholeAccount() {
    const made = await account();
    const { application, caller, apply } = made;
    await application.declareProfileAttribute(caller, { name: 'shoe', declaration: {} });
    await application.createGroup(directory(caller), { desired: { displayName: 'Pushed' } });
    await apply(whole);
    return made;
  }

  test('leaves alone what it does not say, and takes it away where a section says so', async () => {
    const { application, caller, apply, read, position } = await wholeAccount();
    const before = [await read(), await position()];
    const nothing = { settings: {}, attributes: {}, groups: {}, templates: {}, roles: {} };
    for (const configuration of [{}, nothing]) expect(await apply(configuration)).toEqual([]);
    expect([await read(), await position()]).toEqual(before);
    const prune = { prune: true };
    const pruned = { attributes: prune, groups: prune, templates: prune, roles: prune };
    const changes = (await apply(pruned)).map(({ path, what, target }) => [path, what, target.name]);
    expect(changes).toEqual([
      ['attributes', 'removed', 'profile.shoe'],
      ['attributes', 'changed', 'profile.shoe'],
      ['attributes', 'removed', 'profile.team'],
      ['templates', 'removed', 'In {value}'],
      ['groups', 'removed', 'Crew'],
      ['groups', 'removed', 'Austin'],
    ]);
    const { resources } = await application.listGroups(caller, {});
    expect(resources.map(({ group }) => group.state.displayName)).toEqual(['Pushed']);
  });

  test('withdraws roles that it does not name where that section says so, of pushed groups as well', async () => {
    const { apply, read } = await wholeAccount();
    const given = [{ group: 'PUSHED', role: 'manager' } as const];
    const changes = await apply({ roles: { prune: true, given } });
    expect(changes).toMatchObject([
      { path: 'roles', what: 'removed', target: { name: 'Crew' } },
      { path: 'roles.given.0', what: 'added', target: { name: 'Pushed' } },
    ]);
    expect((await read()).roles).toEqual({ given: [{ group: 'Pushed', role: 'manager' }] });
  });

  test('tells what a changed rule says, and who comes and who goes', async () => {
    const { apply } = await wholeAccount();
    const rule = { name: 'austin', rule: 'profile.location eq "Boston"' };
    const [change, ...others] = await apply({ groups: { byRule: [rule] } });
    expect(others).toEqual([]);
    expect(change).toMatchObject({ path: 'groups.byRule.0', what: 'changed', target: { name: 'Austin' } });
    expect(change?.changes[0]).toMatchObject({
      ...{ path: 'rule', from: { text: 'profile.location eq "Austin"' }, to: { text: rule.rule } },
    });
    const names = [change?.joining, change?.leaving].map((agents) => [
      agents?.count,
      agents?.examples.map(({ state }) => state.userName),
    ]);
    expect(names).toEqual([
      [1, ['bob@example.com']],
      [1, ['ada@example.com']],
    ]);
  });

  test('names members by userName in any letter case or by externalId, and tells who comes and goes', async () => {
    const { apply, read } = await wholeAccount();
    const byHand = [{ name: 'Crew', members: ['x-bob', 'ADA@example.com'] }];
    const [change] = await apply({ groups: { byHand } });
    expect(change?.changes).toMatchObject([{ path: 'members', to: [{ userName: 'bob@example.com' }] }]);
    const members = ['ada@example.com', 'bob@example.com'];
    expect((await read()).groups?.byHand).toEqual([{ name: 'Crew', kind: 'agents', members }]);
    expect(await apply({ groups: { byHand: [{ name: 'Crew' }] } })).toEqual([]);
  });

  test('in a dry run answers what it would change, and changes nothing', async () => {
    const { application, caller, apply, read, position } = await account();
    await application.declareProfileAttribute(caller, { name: 'shoe', declaration: {} });
    const before = [await read(), await position()];
    const { result: trial } = await server().dryRuns.applyConfiguration(caller, whole);
    expect([await read(), await position()]).toEqual(before);
    const told = (changes: typeof trial) => changes.map(({ path, what }) => [path, what]);
    expect(told(trial)).toEqual(told(await apply(whole)));
  });

  test('may declare what its rules ask about, and retire what they do not ask about any more', async () => {
    const { apply } = await account();
    const ruled = (name: string) => [{ name: 'Ruled', rule: `profile.${name} pr` }];
    await apply({ attributes: { declared: [{ name: 'old' }] }, groups: { byRule: ruled('old') } });
    const retired = ['OLD'];
    const refused = apply({ attributes: { retired } });
    await expect(refused).rejects.toMatchObject({
      ...{ code: 'profileAttributeInUse', details: { path: 'attributes.retired.0' } },
    });
    const attributes = { declared: [{ name: 'new' }], retired };
    expect(await apply({ attributes, groups: { byRule: ruled('new') } })).toHaveLength(3);
  });

  test('makes a template anew where it is to be otherwise', async () => {
    const { apply, read } = await wholeAccount();
    const list = [{ attribute: 'profile.location', namePattern: 'In {value}', includesDeactivated: true }];
    const changes = await apply({ templates: { list } });
    expect(changes.map(({ what }) => what)).toEqual(['removed', 'added']);
    expect((await read()).templates?.list).toMatchObject(list);
  });

  test('keeps exceptions of agents who are gone, whom nobody can name', async () => {
    const { application, caller, apply, bob } = await wholeAccount();
    const rule = { name: 'Austin', rule: 'profile.location eq "Austin"' };
    const exceptions = [{ agent: 'bob@example.com', belongs: 'always', reason: 'Visits' }] as const;
    await apply({ groups: { byRule: [{ ...rule, exceptions }] } });
    await application.removeAgent(caller, { id: bob });
    expect(await apply({ groups: { byRule: [{ ...rule, exceptions: [] }] } })).toEqual([]);
  });

  describe('is refused whole, with the place, where it', () => {
    const rule = { name: 'New', rule: 'active eq true' };
    const named = (...names: string[]) => names.map((name) => ({ name }));
    const cases: readonly (readonly [string, AccountConfiguration, string, string])[] = [
      [
        'names a group that the directory pushes',
        { groups: { byHand: named('New', 'PUSHED') } },
        ...(['groupGovernedOtherwise', 'groups.byHand.1'] as const),
      ],
      [
        'names a group that a template made',
        { groups: { byRule: [{ ...rule, name: 'In Austin' }] } },
        ...(['groupGovernedOtherwise', 'groups.byRule.0'] as const),
      ],
      [
        'has a rule for a group by hand',
        { groups: { byRule: [{ ...rule, name: 'Crew' }] } },
        ...(['groupGovernedOtherwise', 'groups.byRule.0'] as const),
      ],
      [
        'makes a group of agents one of users',
        { groups: { byHand: [{ name: 'Crew', kind: 'users' }] } },
        ...(['attributeInvalid', 'groups.byHand.0'] as const),
      ],
      [
        'names a group twice, letter case aside',
        { groups: { byHand: named('New'), byRule: [{ ...rule, name: 'NEW' }] } },
        ...(['inputInvalid', 'groups.byRule.0'] as const),
      ],
      [
        'names an attribute twice',
        { attributes: { declared: named('team', 'Team') } },
        ...(['inputInvalid', 'attributes.declared.1'] as const),
      ],
      [
        'has a rule that means nothing',
        { groups: { byHand: named('New'), byRule: [{ name: 'Wrong', rule: 'nowhere eq 1' }] } },
        ...(['ruleInvalid', 'groups.byRule.0.rule'] as const),
      ],
      [
        'names a member who is not there',
        { groups: { byHand: [{ name: 'New', members: ['ada@example.com', 'eve@example.com'] }] } },
        ...(['agentNotFound', 'groups.byHand.0.members.1'] as const),
      ],
      [
        'names an exception who is not there',
        { groups: { byRule: [{ ...rule, exceptions: [{ agent: 'eve@example.com', belongs: 'never' }] }] } },
        ...(['agentNotFound', 'groups.byRule.0.exceptions.0.agent'] as const),
      ],
      [
        'names a group of users with a member without a role',
        { groups: { byHand: [{ name: 'New', kind: 'users', members: ['ada@example.com'] }] } },
        ...(['roleMissing', 'groups.byHand.0.members'] as const),
      ],
      [
        'gives a role by a group that is not there',
        { roles: { given: [{ group: 'Nobodies', role: 'grader' }] } },
        ...(['groupNotFound', 'roles.given.0'] as const),
      ],
      [
        'has a template on what is no attribute',
        { templates: { list: [{ attribute: 'nowhere', namePattern: '{value}' }] } },
        ...(['ruleInvalid', 'templates.list.0'] as const),
      ],
      [
        'retires what the account does not have',
        { attributes: { retired: ['nothing'] } },
        ...(['profileAttributeNotFound', 'attributes.retired.0'] as const),
      ],
    ];
    test.each(cases)('%s', async (_, wrong, code, path) => {
      const { apply, read, journal } = await wholeAccount();
      const before = await read();
      const configuration = { settings: { acceptsUndeclared: false }, ...wrong };
      await expect(apply(configuration)).rejects.toMatchObject({ code, details: { path } });
      expect(await read()).toEqual(before);
      expect((await journal())[0]).toMatchObject({ action: 'ApplyConfiguration', refusal: { code } });
    });

    test('would leave nobody who administers the account', async () => {
      const { application, caller, apply } = await wholeAccount();
      await apply({ roles: { given: [{ group: 'Crew', role: 'admin' }] } });
      for (const wrong of [{ roles: { prune: true } }, { groups: { prune: true } }] as const) {
        await expect(apply(wrong)).rejects.toMatchObject({ code: 'lastAdministrator' });
      }
      expect(await application.listAdministrators(caller)).toHaveLength(1);
    });

    test('would change what owners alone decide, and whoever applies it is none', async () => {
      const { signedIn, apply, read } = await wholeAccount();
      const configuration = await read();
      expect(await apply(configuration, signedIn('admin'))).toEqual([]);
      const roles = { given: [{ group: 'Austin', role: 'admin' }] } as const;
      await expect(apply({ ...configuration, roles }, signedIn('admin'))).rejects.toMatchObject({
        ...{ code: 'permissionMissing', details: { path: 'roles.given.0', permission: 'roles:write' } },
      });
      expect(await apply({ ...configuration, roles }, signedIn('owner'))).toHaveLength(1);
      const settings = { directoryOnly: true };
      await expect(apply({ settings }, signedIn('admin'))).rejects.toMatchObject({
        code: 'permissionMissing',
        details: { path: 'settings.directoryOnly', permission: 'directoryOnly:write' },
      });
      expect(await apply({ settings }, signedIn('owner'))).toHaveLength(1);
      expect(await apply({ settings }, signedIn('admin'))).toEqual([]);
    });

    test('and how long the audit log is kept by owners, who say so in days that can be', async () => {
      const { apply, application, caller, signedIn } = await account();
      const settings = { auditLogDaysKept: 30 };
      await expect(apply({ settings }, signedIn('admin'))).rejects.toMatchObject({
        code: 'permissionMissing',
        details: { path: 'settings.auditLogDaysKept', permission: 'auditLog:keep' },
      });
      expect(await apply({ settings }, signedIn('owner'))).toMatchObject([
        { path: 'settings.auditLogDaysKept', changes: [{ path: 'auditLogDaysKept', to: 30 }] },
      ]);
      expect(await apply({ settings }, signedIn('admin'))).toEqual([]);
      for (const days of [29, 36_501])
        await expect(apply({ settings: { auditLogDaysKept: days } })).rejects.toMatchObject({
          code: 'attributeInvalid',
          details: { path: 'settings.auditLogDaysKept' },
        });
      expect((await application.readConfiguration(caller)).settings).toMatchObject(settings);
      expect(await apply({ settings: { auditLogDaysKept: null } })).toHaveLength(1);
      expect((await application.readConfiguration(caller)).settings).toMatchObject({
        auditLogDaysKept: null,
      });
    });
  });

  test('sets the brake in parts, and says where a number is wrong', async () => {
    const { application, caller, apply } = await account();
    expect(await apply({ settings: { brake: { percent: 30, stops: true } } })).toMatchObject([
      { path: 'settings.brake', what: 'changed', changes: [{ path: 'percent' }, { path: 'stops' }] },
    ]);
    const brake = { percent: 30, minutes: 15, agentsMin: 10, stops: true };
    expect((await application.readConfiguration(caller)).settings?.brake).toEqual(brake);
    expect(await apply({ settings: { brake } })).toEqual([]);
    await expect(apply({ settings: { brake: { minutes: 0 } } })).rejects.toMatchObject({
      ...{ code: 'attributeInvalid', details: { attribute: 'minutes', path: 'settings.brake' } },
    });
  });

  describe('says at most', () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);
    const refusal = async (configuration: AccountConfiguration): Promise<object> =>
      (await account()).apply(configuration).then(
        () => ({}),
        ({ code, message }) => ({ code, message }),
      );

    test.each([
      ['1000 names of a list', (n: number) => ({ attributes: { retired: many(n) } })],
      ['1000 members of a group', (n: number) => ({ groups: { byHand: [{ name: 'X', members: many(n) }] } })],
    ])('%s', async (_, of) => {
      expect(await refusal(of(1000))).not.toMatchObject({ code: 'inputInvalid' });
      expect(await refusal(of(1001))).toMatchObject({
        ...{ code: 'inputInvalid', message: expect.stringContaining('1000') },
      });
    });

    test('that 1000 groups are to go, by not naming them', async () => {
      const { caller } = await server().openAccount();
      const { application, unitOfWork } = server();
      const made = many(1001).map(() => {
        const id = groupId(crypto.randomUUID());
        const settings = { kind: 'agents', governedBy: 'hand' } as const;
        return Group.create(id, caller.accountId, { displayName: `G ${id}` }, [], noon, settings);
      });
      await unitOfWork.transact(caller, ({ groups }) => groups.storeAll(made));
      const pruned = { groups: { prune: true } };
      await expect(application.applyConfiguration(caller, pruned)).rejects.toMatchObject({
        ...{ code: 'attributeTooLarge', details: { path: 'groups.prune' } },
      });
      const [first] = (await application.listGroups(caller, { limit: 1 })).resources;
      const named = [{ name: first?.group.state.displayName ?? '' }];
      const groups = { prune: true, byHand: named };
      expect(await application.applyConfiguration(caller, { groups })).toHaveLength(1000);
    });

    test('20,000 members of all groups together', async () => {
      const groups = (members: readonly number[]) => ({
        groups: { byHand: members.map((count, at) => ({ name: `G ${at}`, members: many(count) })) },
      });
      const full = Array.from({ length: 20 }, () => 1000);
      expect(await refusal(groups(full))).toMatchObject({ code: 'agentNotFound' });
      expect(await refusal(groups([...full, 1]))).toMatchObject({ code: 'attributeTooLarge' });
    });
  });

  test('that was read has no members of a group that has more than 1000, who so stay', async () => {
    const { application } = server();
    const { provisionMany, caller } = await server().openAccount();
    const ids = (await provisionMany(1001)) as never[];
    for (const [displayName, members] of [
      ['Fits', ids.slice(1)],
      ['Larger', ids],
    ] as const)
      await application.createGroup(caller, { desired: { displayName }, members });
    const configuration = await application.readConfiguration(caller);
    const [fits, larger] = configuration.groups?.byHand ?? [];
    expect([fits?.members?.length, larger]).toEqual([1000, { name: 'Larger', kind: 'agents' }]);
    expect(await application.applyConfiguration(caller, configuration)).toEqual([]);
  });
});
