import { beforeEach, expect, test } from 'vitest';
import type { GroupTemplateCreation } from '../../../src/application/groups/create-group-template.ts';
import type { JsonObject } from '../../../src/criteria/json.ts';
import type { AgentId } from '../../../src/domain/shared/identifiers.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { StoredGroups } from '../../support/stored-groups.ts';
import { nobody } from '../in-the-journal/filled-account.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
beforeEach(async () => {
  stored = await StoredGroups.on(stage().storage);
  for (const name of ['team', 'site'])
    await stored.application.declareProfileAttribute(stored.caller, { name, declaration: {} });
});

let made = 0;
async function provision(profile: JsonObject, active = true): Promise<AgentId> {
  made += 1;
  const desired = { userName: `agent-${made}@example.com`, active, profile };
  return (await stored.application.provisionAgent(stored.caller, { desired })).agent.state.id;
}

async function revise(id: AgentId, fields: { profile?: JsonObject; active?: boolean; displayName?: string }) {
  const view = await stored.application.reviseAgent(stored.caller, {
    id,
    revise: (current) => ({ ...current.desired(), ...fields }),
  });
  return view.groups?.map(({ displayName }) => displayName);
}

const template = (fields: Partial<GroupTemplateCreation> = {}) =>
  stored.application.createGroupTemplate(stored.caller, {
    ...{ attribute: 'profile.team', namePattern: 'Team {value}' },
    ...fields,
  });

async function groups() {
  const { resources } = await stored.application.listGroups(stored.caller, { withMembers: true });
  return Object.fromEntries(
    resources.map(({ group, members }) => [group.state.displayName, members?.length]),
  );
}

test('a value that appears makes its group, one that another has already does not, and the last one ends it', async () => {
  await template();
  const ada = await provision({ team: 'Red' });
  expect(await groups()).toEqual({ 'Team Red': 1 });
  const bob = await provision({ team: 'red' });
  expect(await groups()).toEqual({ 'Team Red': 2 });
  expect(await revise(ada, { profile: { team: 'Blue' } })).toEqual(['Team Blue']);
  expect(await groups()).toEqual({ 'Team Red': 1, 'Team Blue': 1 });
  expect(await revise(bob, { profile: { team: 'Blue' } })).toEqual(['Team Blue']);
  expect(await groups()).toEqual({ 'Team Blue': 2 });
  await stored.application.removeAgent(stored.caller, { id: ada });
  expect(await revise(bob, { profile: {} })).toEqual([]);
  expect(await groups()).toEqual({});
});

test('a list of values is as many groups, of which those stay that are not touched', async () => {
  await template();
  const ada = await provision({ team: ['Red', 'Blue'] });
  expect(await groups()).toEqual({ 'Team Red': 1, 'Team Blue': 1 });
  const before = (await stored.agents.journal()).length;
  expect(await revise(ada, { profile: { team: ['Blue', 'Green'] } })).toEqual(['Team Blue', 'Team Green']);
  const actions = (await stored.agents.journal()).slice(before).map(({ action }) => action);
  expect(actions.toSorted()).toEqual([
    ...['AgentJoinedGroup', 'AgentLeftGroup', 'AgentUpdated', 'GroupCreated', 'GroupRemoved'],
  ]);
  expect(await groups()).toEqual({ 'Team Blue': 1, 'Team Green': 1 });
});

test('texts, numbers and booleans are different values', async () => {
  await template();
  await provision({ team: ['1', 1, true, 'true'] });
  expect(Object.values(await groups())).toEqual([1, 1, 1, 1]);
});

test('what does not concern the attribute leaves the groups alone', async () => {
  await template();
  await template({ attribute: 'profile.site', namePattern: 'At {value}' });
  const ada = await provision({ team: 'Red', site: 'Austin' });
  const before = (await stored.agents.journal()).length;
  expect(await revise(ada, { displayName: 'Ada' })).toEqual(['At Austin', 'Team Red']);
  expect(await revise(ada, {})).toEqual(['At Austin', 'Team Red']);
  expect((await stored.agents.journal()).slice(before).map(({ action }) => action)).toEqual(['AgentUpdated']);
  expect(await revise(ada, { profile: { team: 'Red', site: 'Boston' } })).toEqual(['At Boston', 'Team Red']);
  expect(await groups()).toEqual({ 'Team Red': 1, 'At Boston': 1 });
});

test('who is deactivated keeps the value, and with it the group, which is without members then', async () => {
  await template();
  const ada = await provision({ team: 'Red' });
  expect(await revise(ada, { active: false })).toEqual([]);
  expect(await groups()).toEqual({ 'Team Red': 0 });
  await provision({ team: 'Blue' }, false);
  expect(await groups()).toEqual({ 'Team Red': 0, 'Team Blue': 0 });
  expect(await revise(ada, { active: true })).toEqual(['Team Red']);
});

test('who is deactivated belongs where the template says so', async () => {
  await template({ includesDeactivated: true });
  const ada = await provision({ team: 'Red' });
  expect(await revise(ada, { active: false })).toEqual(['Team Red']);
  expect(await groups()).toEqual({ 'Team Red': 1 });
});

test('groups of users are for those with a role', async () => {
  await template({ kind: 'users' });
  const ada = await provision({ team: 'Red' });
  expect(await groups()).toEqual({ 'Team Red': 0 });
  const view = await stored.application.reviseAgent(stored.caller, {
    id: ada,
    revise: (current) => ({ ...current.desired(), directory: { roles: [{ value: 'lead' }] } }),
  });
  expect(view.groups).toMatchObject([{ displayName: 'Team Red', kind: 'users' }]);
});

test('a template makes groups of the values that are there, blank ones and endless ones aside', async () => {
  await provision({ team: 'Red' });
  await provision({ team: ['Red', 'Blue', '', ' ', 'x'.repeat(121)] });
  expect((await template({ namePattern: '{value}' })).groups).toBe(2);
  expect(await groups()).toEqual({ Red: 2, Blue: 1 });
});

test('many agents that come at once share the groups of their values', async () => {
  await template();
  const desired = (index: number, team: string) => ({
    userName: `m-${index}@example.com`,
    active: true,
    profile: { team },
  });
  const teams = ['Red', 'Blue', 'Red', 'Blue'];
  const outcomes = await stored.application.provisionAgents(stored.caller, {
    provisionings: teams.map((team, index) => ({ desired: desired(index, team) })),
  });
  const told = outcomes.map((outcome) =>
    outcome !== undefined && 'groups' in outcome
      ? outcome.groups?.map(({ displayName }) => displayName)
      : outcome,
  );
  expect(told).toEqual([['Team Red'], ['Team Blue'], ['Team Red'], ['Team Blue']]);
  expect(await groups()).toEqual({ 'Team Red': 2, 'Team Blue': 2 });
});

test('a template that goes takes all of its groups along, more than are read at once', async () => {
  const { template: ended } = await template();
  await template({ namePattern: 'Squad {value}' });
  const teams = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `t${from + index}`);
  for (let from = 0; from < 1001; from += 200)
    await provision({ team: teams(from, Math.min(from + 200, 1001)) });
  expect((await stored.application.listGroups(stored.caller, { limit: 0 })).total).toBe(2002);
  await stored.application.removeGroupTemplate(stored.caller, { id: ended.state.id });
  expect((await stored.application.listGroups(stored.caller, { limit: 0 })).total).toBe(1001);
  const { listGroupTemplates, removeGroupTemplate } = stored.application;
  expect((await listGroupTemplates(stored.caller, {})).map(({ state }) => state.namePattern)).toEqual([
    'Squad {value}',
  ]);
  await expect(removeGroupTemplate(stored.caller, { id: nobody as never })).rejects.toMatchObject({
    code: 'groupTemplateNotFound',
    message: `There is no group template "${nobody}" in this account.`,
  });
});
