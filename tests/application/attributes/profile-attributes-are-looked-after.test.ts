import { expect, test } from 'vitest';
import type { Caller } from '../../../src/application/ports/caller.ts';
import type { UnitOfWork } from '../../../src/application/ports/unit-of-work.ts';
import { equals } from '../../../src/criteria/criteria.ts';
import type { JsonObject } from '../../../src/criteria/json.ts';
import { profileField } from '../../../src/domain/agent/agent-fields.ts';
import type { DesiredAgent } from '../../../src/domain/agent/desired-agent.ts';
import { attributeLimits } from '../../../src/domain/shared/attribute-limits.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openDatabase } from '../../support/open-storage.ts';
import { patchOf } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('a custom attribute', (product) => {
  const server = serverOn(product);
  let made = 0;

  async function anAccount() {
    const account = await server().openAccount();
    const { caller } = account;
    const { application } = server();
    const provision = async (profile: JsonObject, fields: Partial<DesiredAgent> = {}) => {
      made += 1;
      const desired = { userName: `agent-${made}@example.com`, active: true, profile, ...fields };
      return (await application.provisionAgent(caller, { desired })).agent;
    };
    const declare = (
      name: string,
      declaration: Parameters<typeof application.declareProfileAttribute>[1]['declaration'],
    ) => application.declareProfileAttribute(caller, { name, declaration });
    const profiles = async () =>
      (await application.listAgents(caller, {})).resources.map(({ agent }) => agent.state.profile);
    return { ...account, ...application, provision, declare, profiles };
  }

  const allProfiles = async (caller: Caller) =>
    (await server().application.listAgents(caller, { limit: 1000 })).resources.map(
      ({ agent }) => agent.state.profile,
    );

  test('is known from its first appearance: name as first spelled, type, first and last seen, who has it', async () => {
    const { caller, provision, describeProfileAttribute, listProfileAttributes } = await anAccount();
    await provision({ costCenter: 410 });
    server().putClockForward(1);
    for (const costcenter of [410, 410, 5]) await provision({ costcenter });
    const { attribute, agents, commonValues } = await describeProfileAttribute(caller, {
      name: 'COSTCENTER',
    });
    expect(attribute).toMatchObject({ name: 'costCenter', types: ['number'], multiValued: false });
    const day = 86_400_000;
    const seen = Date.parse(attribute.lastSeenAt ?? '') - Date.parse(attribute.firstSeenAt ?? '');
    expect(Math.round(seen / day)).toBe(1);
    expect({ agents, commonValues }).toEqual({
      agents: 4,
      commonValues: [
        { value: 410, agents: 3 },
        { value: 5, agents: 1 },
      ],
    });
    await provision({ skills: ['Chat', 'email'], hired: '2026-01-01', vip: true });
    expect(
      (await listProfileAttributes(caller, {})).map(({ name, types, multiValued }) => [
        name,
        types[0],
        multiValued,
      ]),
    ).toEqual([
      ['costCenter', 'number', false],
      ['hired', 'instant', false],
      ['skills', 'string', true],
      ['vip', 'boolean', false],
    ]);
    expect((await describeProfileAttribute(caller, { name: 'skills' })).commonValues).toEqual([
      { value: 'Chat', agents: 1 },
      { value: 'email', agents: 1 },
    ]);
    await expect(describeProfileAttribute(caller, { name: 'nothing' })).rejects.toMatchObject({
      code: 'profileAttributeNotFound',
    });
  });

  test('of several values counts each person once, and once for each value', async () => {
    const { caller, provision, describeProfileAttribute } = await anAccount();
    for (const skills of [['chat', 'Email', 'chat'], ['email', 'email'], ['chat'], [null, 'phone']])
      await provision({ skills });
    const { agents, commonValues } = await describeProfileAttribute(caller, { name: 'skills' });
    expect({ agents, commonValues }).toEqual({
      agents: 4,
      commonValues: [
        { value: 'chat', agents: 2 },
        { value: 'Email', agents: 2 },
        { value: 'phone', agents: 1 },
      ],
    });
  });

  test('that is declared refuses what contradicts it, naming attribute, value and type, and keeps the journal', async () => {
    const { client, caller, declare, journal, profiles, reviseAgent } = await anAccount();
    await declare('level', { type: 'number' });
    await declare('office', { type: 'string', allowedValues: ['Austin', 'Boston'], displayName: 'Office' });
    await declare('skills', { type: 'string', multiValued: true });
    await declare('hired', { type: 'instant', description: 'First day' });
    const wrong: [object, string][] = [
      [{ level: 'high' }, '"profile.level" must be a number, which "high" is not.'],
      [{ LEVEL: [1, 2] }, '"profile.level" must be a number, which [1,2] is not.'],
      [{ office: 'Chicago' }, '"profile.office" cannot be "Chicago"; allowed are "Austin", "Boston".'],
      [{ office: 7 }, '"profile.office" cannot be "7"; allowed are "Austin", "Boston".'],
      [
        { level: '12345678901234567890' },
        '"profile.level" must be a number, which "12345678901234567890" is not.',
      ],
      [{ hired: 'soon' }, '"profile.hired" must be a date, which "soon" is not.'],
      [{ hired: '2024-02-30' }, '"profile.hired" must be a date, which "2024-02-30" is not.'],
      [{ hired: 7 }, '"profile.hired" must be a date, which 7 is not.'],
    ];
    for (const [profile, detail] of wrong) {
      const answer = await client.post('/Users', {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: 'wrong@example.com',
        profile,
      });
      expect(answer).toMatchObject({ status: 400, body: { scimType: 'invalidValue', detail } });
      expect((await journal())[0]?.refusal).toEqual({ code: 'attributeInvalid', message: detail });
    }
    expect(await profiles()).toEqual([]);
    const right = { level: 3, office: 'AUSTIN', skills: ['chat'], hired: '2026-01-01' };
    const { id } = await client.create('right@example.com', { profile: right });
    const { body } = await client.patch(
      `/Users/${id}`,
      patchOf(
        { op: 'replace', path: 'profile.level', value: 'high' },
        { op: 'replace', value: { title: 'x' } },
      ),
    );
    expect(body.detail).toBe(wrong[0]?.[1]);
    expect(await profiles()).toEqual([right]);
    await declare('level', { type: 'boolean' });
    // What was there before a declaration keeps nobody from being changed in other ways.
    const revised = await reviseAgent(caller, {
      id,
      revise: (current) => ({ ...current.desired(), active: false, displayName: 'Right' }),
    });
    expect(revised.agent.state).toMatchObject({ profile: { level: 3 }, status: 'deactivated' });
  });

  test('that every agent must have is missed in a new one, and where it is taken away', async () => {
    const { declare, provision, client } = await anAccount();
    const old = await provision({});
    await declare('team', { required: true });
    const missing = '"profile.team" is missing; the account has declared that every agent has it.';
    await expect(provision({})).rejects.toMatchObject({ code: 'attributeInvalid', message: missing });
    const { state } = await provision({ Team: 'Blue' });
    const removed = await client.patch(`/Users/${state.id}`, patchOf({ op: 'remove', path: 'profile.team' }));
    expect(removed.body.detail).toBe(missing);
    const other = await client.patch(
      `/Users/${old.state.id}`,
      patchOf({ op: 'replace', value: { active: false } }),
    );
    expect(other.status).toBe(200);
  });

  test('shows in discovery as it was declared, and can be asked about before anybody has it', async () => {
    const { client, declare, createRuleGroup, caller } = await anAccount();
    await declare('office', {
      displayName: 'Office',
      description: 'Where',
      type: 'string',
      allowedValues: ['Austin'],
      required: true,
    });
    const { body } = await client.get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:User');
    const profile = body.attributes.find(({ name }: { name: string }) => name === 'profile');
    expect(profile.subAttributes).toMatchObject([
      {
        name: 'office',
        type: 'string',
        description: 'Office: Where',
        required: true,
        canonicalValues: ['Austin'],
      },
    ]);
    expect(await client.find('profile.office eq "Austin"')).toEqual([]);
    const rule = { text: 'profile.office eq "Austin"' };
    await createRuleGroup(caller, { desired: { displayName: 'Austin' }, rule });
    const { groups } = await client.create('o@example.com', { profile: { office: 'austin' } });
    expect(groups).toMatchObject([{ display: 'Austin' }]);
  });

  test('that nobody declared is refused where the account is closed to them, and is kept where it is already', async () => {
    const { caller, acceptUndeclaredAttributes, provision, declare, client, journal } = await anAccount();
    const { state } = await provision({ nick: 'Ada' });
    await acceptUndeclaredAttributes(caller, { accepted: false });
    await expect(provision({ color: 'red' })).rejects.toMatchObject({
      code: 'attributeUndeclared',
      message: expect.stringContaining('"profile.color" is not declared'),
    });
    expect((await journal())[0]).toMatchObject({ refusal: { code: 'attributeUndeclared' } });
    const kept = await client.patch(`/Users/${state.id}`, patchOf({ op: 'replace', value: { title: 'x' } }));
    expect(kept.body.profile).toEqual({ nick: 'Ada' });
    await declare('color', {});
    await expect(provision({ color: 'red' })).resolves.toBeDefined();
    await acceptUndeclaredAttributes(caller, { accepted: true });
    await expect(provision({ shade: 'dark' })).resolves.toBeDefined();
  });

  test('beyond the most that an account may have is refused, and nothing is lost', async () => {
    const { provision, profiles, declare } = await anAccount();
    const max = attributeLimits.accountProfileAttributesMax;
    const named = (from: number, to: number) =>
      Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`a${from + index}`, 'x']));
    for (let from = 0; from < max; from += 250) await provision(named(from, Math.min(from + 250, max)));
    const before = await profiles();
    const message = `"profile.b" would be custom attribute ${max + 1} of the account; allowed are at most ${max}.`;
    await expect(provision({ b: 1 })).rejects.toMatchObject({ code: 'attributeTooLarge', message });
    await expect(declare('b', {})).rejects.toMatchObject({ code: 'attributeTooLarge' });
    await expect(provision({ A1: 'y' })).resolves.toBeDefined();
    expect((await profiles()).slice(0, 2)).toEqual(before);
  });

  test.each([
    ['1st', { type: 'string' }, 'attributeInvalid'],
    ['a'.repeat(129), {}, 'attributeTooLarge'],
    ['a', { type: 'number', allowedValues: ['x'] }, 'attributeInvalid'],
    ['a', { allowedValues: [] }, 'attributeTooLarge'],
    ['a', { displayName: 'x'.repeat(201) }, 'attributeTooLarge'],
  ] as const)('%.20s cannot be declared as %j', async (name, declaration, code) => {
    const { declare, listProfileAttributes, caller } = await anAccount();
    await expect(declare(name, declaration)).rejects.toMatchObject({ code });
    expect(await listProfileAttributes(caller, {})).toEqual([]);
  });

  test('that is retired is not told of and cannot be asked about; its values stay, and come back', async () => {
    const { caller, retireProfileAttribute, provision, client, profiles, createRuleGroup, removeGroup } =
      await anAccount();
    await provision({ nick: 'Ada' });
    const rule = { text: 'profile.nick pr' };
    const { group } = await createRuleGroup(caller, { desired: { displayName: 'Nicked' }, rule });
    const retire = (retired: boolean) => retireProfileAttribute(caller, { name: 'NICK', retired });
    await expect(retire(true)).rejects.toMatchObject({
      code: 'profileAttributeInUse',
      message: expect.stringContaining('the rule of the group "Nicked"'),
    });
    await removeGroup(caller, { id: group.state.id });
    await retire(true);
    const answer = await client.get('/Users?filter=profile.nick%20pr');
    expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidFilter' });
    const schema = await client.get('/Schemas/urn:ietf:params:scim:schemas:core:2.0:User');
    expect(schema.text).not.toContain('"name":"nick"');
    await provision({ nick: 'Bob' });
    expect(await profiles()).toEqual([{ nick: 'Ada' }, { nick: 'Bob' }]);
    await retire(false);
    expect(await client.find('profile.nick pr')).toHaveLength(2);
  });

  test('that is renamed takes its values along, and what still comes under the old name', async () => {
    const {
      caller,
      renameProfileAttribute,
      provision,
      client,
      profiles,
      declare,
      listAgents,
      createRuleGroup,
      changeGroupRule,
      journal,
    } = await anAccount();
    const first = await provision({ costCenter: 410, team: 'Blue' });
    await provision({ team: 'Red' });
    await provision({ COSTCENTER: 5 });
    await declare('costCenter', { type: 'number' });
    const rule = { text: 'profile.costcenter gt 100' };
    const { group } = await createRuleGroup(caller, { desired: { displayName: 'Rich' }, rule });
    const rename = (from: string, to: string) => renameProfileAttribute(caller, { from, to });
    await expect(rename('costcenter', 'costCentre')).rejects.toMatchObject({ code: 'profileAttributeInUse' });
    await changeGroupRule(caller, { id: group.state.id, revise: () => ({ text: 'active eq true' }) });
    await expect(rename('costcenter', 'team')).rejects.toMatchObject({
      code: 'attributeInvalid',
      message: 'Agents have "profile.team" already, so nothing else can be renamed to it.',
    });
    expect(await rename('costcenter', 'costCentre')).toBe(2);
    expect(await rename('costcenter', 'costCentre')).toBe(0);
    expect(await profiles()).toEqual([{ costCentre: 410, team: 'Blue' }, { team: 'Red' }, { costCentre: 5 }]);
    const found = await listAgents(caller, { criteria: equals(profileField('costCentre'), 410) });
    expect(found.total).toBe(1);
    expect(await client.find('profile.costcentre eq 5')).toHaveLength(1);
    expect((await journal()).filter(({ action }) => action === 'AgentUpdated')).toHaveLength(2);

    const path = `/Users/${first.state.id}`;
    const patched = await client.patch(
      path,
      patchOf({ op: 'replace', path: 'profile.costCenter', value: 7 }),
    );
    expect(patched.body.profile).toEqual({ costCentre: 7, team: 'Blue' });
    const { status, body } = await client.get(path);
    const put = await client.put(path, { ...body, profile: { costCenter: 'x' } });
    expect([status, put.body.detail]).toEqual([
      200,
      '"profile.costCentre" must be a number, which "x" is not.',
    ]);
    const both = await client.put(path, { ...body, profile: { costCenter: 8, costCentre: 9 } });
    expect(both.body.detail).toContain('is given twice, also as "profile.costCenter", with another value');
    expect((await client.get(path)).body.profile).toEqual({ costCentre: 7, team: 'Blue' });
    await expect(declare('costCenter', {})).rejects.toMatchObject({
      code: 'profileAttributeRenamed',
      message: '"profile.costCenter" was renamed: it is "profile.costCentre" now.',
    });
  });

  test('whose renaming breaks off is whole after another run, and takes what comes in between', async () => {
    const { caller, provisionAgents, provision } = await anAccount();
    const provisionings = Array.from({ length: 130 }, (_, index) => ({
      id: agentId(crypto.randomUUID()),
      desired: { userName: `many-${index}@example.com`, active: true, profile: { old: index } },
    }));
    await provisionAgents(caller, { provisionings });
    const open = openDatabase(server().databaseUrl, 2);
    let transactions = 0;
    const breaking: UnitOfWork = {
      read: (...asked) => open.unitOfWork.read(...asked),
      dryRun: (...asked) => open.unitOfWork.dryRun(...asked),
      transact: (...asked) => {
        transactions += 1;
        // The first renames, the second moves a hundred agents.
        return transactions <= 2 ? open.unitOfWork.transact(...asked) : Promise.reject(new Error('gone'));
      },
    };
    const broken = applicationOn({ ...open, unitOfWork: breaking });
    const { renameProfileAttribute, describeProfileAttribute } = applicationOn(open);
    const renaming = { from: 'old', to: 'new' };
    await expect(broken.renameProfileAttribute(caller, renaming)).rejects.toThrow('gone');
    const named = async (name: string) =>
      (await allProfiles(caller)).filter((profile) => name in profile).length;
    expect([await named('new'), await named('old')]).toEqual([100, 30]);
    await provision({ old: 'late' });
    const left = async () => (await describeProfileAttribute(caller, { name: 'old' })).agentsToMove;
    expect(await left()).toBe(30);
    const told: number[] = [];
    const progress = (moved: number) => told.push(moved);
    expect(await renameProfileAttribute(caller, { ...renaming, progress })).toBe(30);
    expect([told, await left()]).toEqual([[30], 0]);
    await open.storage.close();
    const values = (await allProfiles(caller)).map((profile) => profile.new);
    expect(values).toHaveLength(131);
    expect(new Set(values)).toEqual(new Set([...provisionings.keys(), 'late']));
  });

  test('that another process declares counts for this one at once, in what is refused and in what is taken', async () => {
    const { caller, provision, profiles } = await anAccount();
    await provision({ nick: 'Ada' });
    const other = openDatabase(server().databaseUrl, 2);
    const elsewhere = applicationOn(other);
    // What was read in a change that was undone is nobody's policy, though the next change has its version.
    const { createGroup, changeGroupRule } = server().application;
    const { group } = await createGroup(caller, { desired: { displayName: 'By hand' } });
    const undone = changeGroupRule(caller, {
      id: group.state.id,
      revise: () => ({ text: 'active eq true' }),
    });
    await expect(undone).rejects.toMatchObject({ code: 'groupGovernedOtherwise' });
    await elsewhere.declareProfileAttribute(caller, { name: 'nick', declaration: { type: 'number' } });
    await expect(provision({ nick: 'Bob' })).rejects.toMatchObject({ code: 'attributeInvalid' });
    await elsewhere.declareProfileAttribute(caller, { name: 'nick', declaration: { type: 'string' } });
    await expect(provision({ nick: 'Bob' })).resolves.toBeDefined();
    await elsewhere.acceptUndeclaredAttributes(caller, { accepted: false });
    await expect(provision({ color: 'red' })).rejects.toMatchObject({ code: 'attributeUndeclared' });
    await elsewhere.acceptUndeclaredAttributes(caller, { accepted: true });
    await expect(provision({ color: 'red' })).resolves.toBeDefined();
    await other.storage.close();
    expect(await profiles()).toHaveLength(3);
  });
});
