import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Application } from '../../../src/application/application.ts';
import type { Caller } from '../../../src/application/ports/caller.ts';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../../src/domain/shared/instant.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

const names = ['team', 'Level', 'site'] as const;
const kinds = fc.constantFrom('agents' as const, 'users' as const);
const farAhead = instantOf(new Date('2999-01-01'));
const longAgo = instantOf(new Date(0));
const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '');

const declaration = fc
  .record(
    {
      displayName: anyText,
      type: fc.constant('string' as const),
      allowedValues: fc.uniqueArray(anyText, { minLength: 1, maxLength: 3 }),
      required: fc.constant(false),
      confidential: fc.constant(true),
    },
    { requiredKeys: [] },
  )
  .filter(({ type, allowedValues }) => type === undefined || allowedValues === undefined);
const exception = fc.record({
  agent: fc.nat({ max: 4 }),
  belongs: fc.constantFrom('always' as const, 'never' as const),
  reason: fc.option(anyText, { nil: undefined }),
  ends: fc.constantFrom(undefined, farAhead),
});
const account = fc.record({
  groupsOverScim: fc.boolean(),
  declared: fc.dictionary(fc.constantFrom(...names), declaration),
  retired: fc.subarray(['retired', 'also-retired']),
  renames: fc.boolean(),
  byHand: fc.array(fc.record({ kind: kinds, members: fc.subarray([0, 1, 2]) }), { maxLength: 3 }),
  byRule: fc.array(
    fc.record({
      kind: kinds,
      text: fc.constantFrom('profile.site eq "a"', 'profile.team sw "R" or title pr', 'active eq true'),
      includesDeactivated: fc.boolean(),
      exceptions: fc.uniqueArray(exception, { selector: ({ agent }) => agent, maxLength: 3 }),
    }),
    { maxLength: 3 },
  ),
  template: fc.option(fc.record({ kind: kinds, includesDeactivated: fc.boolean() })),
  roles: fc.uniqueArray(fc.nat({ max: 6 }), { maxLength: 2 }),
  removesFirst: fc.boolean(),
});
type AnyAccount = typeof account extends fc.Arbitrary<infer Value> ? Value : never;

onEachDatabase('a configuration', (product) => {
  const server = serverOn(product);

  async function people(application: Application, caller: Caller): Promise<AgentId[]> {
    const ids: AgentId[] = [];
    for (const [index, site] of ['a', 'a', 'b', 'b', 'a'].entries()) {
      const directory = { title: index === 2 ? 'Lead' : undefined, roles: [{ value: 'manager' }] };
      const profile = {
        site,
        team: `R${index % 2}`,
        level: 'x',
        retired: 'x',
        'also-retired': 'x',
        old: 'x',
      };
      const desired = { userName: `agent-${index}@example.com`, active: index !== 3, directory, profile };
      ids.push((await application.provisionAgent(caller, { desired })).agent.state.id);
    }
    return ids;
  }

  async function made(any: AnyAccount, groupName = 'Group') {
    const { application } = server();
    const { caller, journal } = await server().openAccount();
    const ids = await people(application, caller);
    const listed = (at: readonly number[]) => at.flatMap((index) => ids[index] ?? []);
    await application.switchGroupsOverScim(caller, { on: any.groupsOverScim });
    for (const [name, declared] of Object.entries(any.declared))
      await application.declareProfileAttribute(caller, { name, declaration: declared });
    for (const name of any.retired) await application.retireProfileAttribute(caller, { name, retired: true });
    if (any.renames) await application.renameProfileAttribute(caller, { from: 'old', to: 'young' });
    const directory = { kind: 'token', id: crypto.randomUUID() as never, name: 'Okta' } as const;
    if (any.groupsOverScim)
      await application.createGroup(
        { ...caller, principal: directory },
        { desired: { displayName: 'Pushed' } },
      );
    for (const [index, { kind, members }] of any.byHand.entries())
      await application.createGroup(caller, {
        desired: { displayName: `${groupName} by hand ${index}` },
        ...{ kind, members: listed(members) },
      });
    for (const [index, { kind, exceptions, ...rule }] of any.byRule.entries()) {
      const desired = { displayName: `${groupName} by rule ${index}` };
      const { group } = await application.createRuleGroup(caller, { desired, rule, kind });
      for (const { agent, belongs, reason, ends: until } of exceptions)
        for (const agentId of listed([agent]))
          await application.setRuleException(caller, {
            ...{ id: group.state.id, agentId, belongs, reason, until },
          });
    }
    const template = { attribute: 'profile.site', namePattern: 'Site {value}' };
    if (any.template) await application.createGroupTemplate(caller, { ...template, ...any.template });
    const groups = (await application.listGroups(caller, { limit: 1000 })).resources;
    for (const at of any.roles) {
      const id = groups[at]?.group.state.id;
      if (id !== undefined) await application.giveRoleToGroup(caller, { id, role: 'grader' });
    }
    const [first] = ids;
    if (any.removesFirst && first !== undefined) await application.removeAgent(caller, { id: first });
    return { application, caller, journal };
  }

  const pruned = (configuration: object) =>
    Object.fromEntries(
      Object.entries(configuration).map(([name, section]) => [
        name,
        name === 'settings' ? section : { ...section, prune: true },
      ]),
    );

  test('that was read changes nothing where it is applied again, and makes of another account the same', async () => {
    await fc.assert(
      fc.asyncProperty(account, account, async (any, other) => {
        const { application, caller, journal } = await made(any);
        const configuration = await application.readConfiguration(caller);
        const before = (await journal())[0]?.position;
        for (const applied of [configuration, pruned(configuration)])
          expect(await application.applyConfiguration(caller, applied)).toEqual([]);
        expect((await journal())[0]?.position).toBe(before);

        const like = { groupsOverScim: true, removesFirst: any.removesFirst };
        const { caller: elsewhere } = await made({ ...other, ...like }, 'Other');
        const apply = () => application.applyConfiguration(elsewhere, pruned(configuration));
        const { result: trial } = await server().dryRuns.applyConfiguration(elsewhere, pruned(configuration));
        const done = await apply();
        expect(summary(trial)).toEqual(summary(done));
        expect(await application.readConfiguration(elsewhere)).toEqual(configuration);
        expect(await apply()).toEqual([]);
      }),
      { numRuns: product.name === 'SQLite' ? 25 : 6 },
    );
  });

  const summary = (changes: Awaited<ReturnType<Application['applyConfiguration']>>) =>
    changes.map(({ path, what, target }) => [path, what, target.name]);

  test('leaves out exceptions that have ended, which are no change where it is applied', async () => {
    const { application, caller } = await made({
      ...{ groupsOverScim: true, declared: {}, retired: [], renames: false, byHand: [], template: null },
      ...{ roles: [], removesFirst: false },
      byRule: [{ kind: 'agents', text: 'active eq true', includesDeactivated: false, exceptions: [] }],
    });
    const { groups } = await application.readConfiguration(caller);
    const [rule] = groups?.byRule ?? [];
    const ended = { agent: 'agent-0@example.com', belongs: 'never', until: longAgo } as const;
    const configuration = { groups: { byRule: [{ ...rule, exceptions: [ended] } as never] } };
    expect(await application.applyConfiguration(caller, configuration)).toEqual([]);
  });
});
