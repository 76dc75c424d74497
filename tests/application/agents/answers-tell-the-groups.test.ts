import { beforeEach, expect, test } from 'vitest';
import type { Agent } from '../../../src/domain/agent/agent.ts';
import type { DesiredAgent } from '../../../src/domain/agent/desired-agent.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { StoredGroups } from '../../support/stored-groups.ts';

const stage = stageOn(sqlite);
let stored: StoredGroups;
beforeEach(async () => {
  stored = await StoredGroups.on(stage().storage);
});

const manager: Partial<DesiredAgent> = { directory: { roles: [{ value: 'manager' }] } };
let made = 0;

async function provision(fields: Partial<DesiredAgent> = {}) {
  made += 1;
  const desired = { userName: `agent-${made}@example.com`, active: true, ...fields };
  return stored.application.provisionAgent(stored.caller, { desired });
}

const rule = (displayName: string, text: string, kind: 'agents' | 'users' = 'agents') =>
  stored.application.createRuleGroup(stored.caller, { desired: { displayName }, rule: { text }, kind });

const named = (displayName: string, kind: 'agents' | 'users', ...members: readonly Agent[]) =>
  stored.application.createGroup(stored.caller, {
    desired: { displayName },
    members: members.map(({ state }) => state.id),
    kind,
  });

/** What the answer says, which has to be what is read afterwards. */
async function groupsAfter({ state: { id } }: Agent, fields: Partial<DesiredAgent>) {
  const { reviseAgent, readAgent } = stored.application;
  const { groups = [] } = await reviseAgent(stored.caller, {
    id,
    revise: (current) => ({ ...current.desired(), ...fields }),
  });
  expect(groups).toEqual((await readAgent(stored.caller, { id })).groups);
  return groups.map(({ displayName }) => displayName);
}

const entriesAbout = async ({ state: { id } }: Agent) =>
  (await stored.agents.journal()).filter(({ target }) => target?.id === id).map(({ action }) => action);

test('of a new agent those of its rules and its template, by name', async () => {
  await rule('Zealots', 'active eq true');
  await provision({ profile: { team: 'Red', site: 'Boston' } });
  await rule('Austin', 'profile.site eq "Austin"');
  const template = { attribute: 'profile.team', namePattern: 'Team {value}' };
  await stored.application.createGroupTemplate(stored.caller, template);
  const { groups, agent } = await provision({ profile: { team: 'Blue', site: 'Austin' } });
  expect(groups).toEqual([
    { id: expect.any(String), displayName: 'Austin', kind: 'agents' },
    { id: expect.any(String), displayName: 'Team Blue', kind: 'agents' },
    { id: expect.any(String), displayName: 'Zealots', kind: 'agents' },
  ]);
  expect(await entriesAbout(agent)).toEqual(['AgentProvisioned', ...Array(3).fill('AgentJoinedGroup')]);
});

test('of an agent that changes those that stay, and those that it joins', async () => {
  await provision({ profile: { site: 'Boston', team: 'Red' } });
  await rule('Austin', 'profile.site eq "Austin"');
  await rule('Boston', 'profile.site eq "Boston"');
  await rule('Everyone', 'active eq true');
  const { agent } = await provision({ profile: { site: 'Austin' } });
  await named('By hand', 'agents', agent);
  expect(await groupsAfter(agent, { displayName: 'Ada' })).toEqual(['Austin', 'By hand', 'Everyone']);
  expect(await groupsAfter(agent, { profile: { site: 'Boston' } })).toEqual([
    'Boston',
    'By hand',
    'Everyone',
  ]);
  expect(await groupsAfter(agent, { active: false })).toEqual(['By hand']);
  expect(await groupsAfter(agent, {})).toEqual(['By hand']);
  expect(await groupsAfter(agent, { active: true })).toEqual(['Boston', 'By hand', 'Everyone']);
  expect(await entriesAbout(agent)).toEqual([
    ...['AgentProvisioned', 'AgentJoinedGroup', 'AgentJoinedGroup', 'AgentUpdated'],
    ...['AgentUpdated', 'AgentLeftGroup', 'AgentJoinedGroup'],
    ...['AgentDeactivated', 'AgentLeftGroup', 'AgentLeftGroup'],
    ...['AgentReactivated', 'AgentJoinedGroup', 'AgentJoinedGroup'],
  ]);
});

test('of an agent that loses its role only those that are for agents; the groups that named it say so', async () => {
  const { agent } = await provision(manager);
  await named('Hand of agents', 'agents', agent);
  await named('Hand of users', 'users', agent);
  await rule('Rule of users', 'active eq true', 'users');
  expect(await groupsAfter(agent, { displayName: 'Ada' })).toEqual([
    ...['Hand of agents', 'Hand of users', 'Rule of users'],
  ]);
  expect(await groupsAfter(agent, { directory: {} })).toEqual(['Hand of agents']);
  expect(await groupsAfter(agent, manager)).toEqual(['Hand of agents', 'Rule of users']);
  const changed = (await stored.agents.journal()).filter(({ action }) => action === 'GroupMembersChanged');
  expect(changed.map(({ target, changes }) => [target?.name, changes])).toEqual([
    [
      'Hand of users',
      [
        {
          path: 'members',
          from: [{ id: agent.state.id, userName: agent.state.userName, displayName: 'Ada' }],
        },
      ],
    ],
  ]);
});

test('an agent that never had a role, or keeps it, leaves nothing', async () => {
  const [plain, lead] = [(await provision()).agent, (await provision(manager)).agent];
  await named('Hand of agents', 'agents', plain, lead);
  await named('Hand of users', 'users', lead);
  expect(await groupsAfter(plain, { displayName: 'x' })).toEqual(['Hand of agents']);
  expect(await groupsAfter(lead, { directory: { roles: [{ value: 'lead' }] } })).toEqual([
    ...['Hand of agents', 'Hand of users'],
  ]);
  expect(await groupsAfter(lead, { active: false })).toEqual(['Hand of agents', 'Hand of users']);
});

test('of an agent that is removed the groups lose it, of whichever kind', async () => {
  const { agent } = await provision(manager);
  await rule('Rule', 'active eq true');
  await named('Hand of agents', 'agents', agent);
  await named('Hand of users', 'users', agent);
  await stored.application.removeAgent(stored.caller, { id: agent.state.id });
  const { resources } = await stored.application.listGroups(stored.caller, { withMembers: true });
  expect(resources.map(({ members }) => members)).toEqual([[], [], []]);
  expect((await stored.agents.actions()).slice(-4)).toEqual([
    ...['AgentRemoved', 'AgentLeftGroup', 'GroupMembersChanged', 'GroupMembersChanged'],
  ]);
});

test('groups are told in lists, unless they are not wanted', async () => {
  await provision({ profile: { site: 'Austin' } });
  await rule('Everyone', 'active eq true');
  const listed = async (withGroups?: boolean) =>
    (await stored.application.listAgents(stored.caller, { withGroups })).resources[0]?.groups?.length;
  expect([await listed(), await listed(true), await listed(false)]).toEqual([1, 1, undefined]);
});
