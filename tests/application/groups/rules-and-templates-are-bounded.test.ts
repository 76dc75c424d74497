import { expect, test } from 'vitest';
import { Group } from '../../../src/domain/group/group.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import { agentId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { noon } from '../../support/agents.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();

test('an account has so many groups by rule, and no more', async () => {
  const { caller } = await server().openAccount();
  const rule = {
    text: 'any',
    criteria: { kind: 'any', of: [] },
    always: [],
    never: [],
    includesDeactivated: true,
  } as const;
  await server().unitOfWork.transact(caller, async ({ groups, policy }) => {
    await policy.beginChange();
    for (let index = 1; index < groupLimits.rulesMax; index++) {
      const named = { displayName: `Rule ${index}` };
      const id = groupId(crypto.randomUUID());
      await groups.store(Group.createByRule(id, caller.accountId, named, { kind: 'agents', rule }, noon));
    }
  });
  const create = (displayName: string) =>
    server().application.createRuleGroup(caller, {
      desired: { displayName },
      rule: { text: 'active eq true' },
    });
  await expect(create('The last')).resolves.toBeDefined();
  await expect(create('One more')).rejects.toMatchObject({
    code: 'attributeTooLarge',
    message: expect.stringContaining(`no more than ${groupLimits.rulesMax} are possible`),
    details: { attribute: 'rule' },
  });
});

/** A rule costs one, and one for each of its conditions; that the agent is active is a condition. */
const costOfRule = 3;

test.each([
  ['/Users', 'groups pr', 1],
  ['/Groups', 'members.display sw "a"', 6],
])('a filter of %s asks about so many conditions of rules, and no more: %s', async (path, part, found) => {
  const { caller, client } = await server().openAccount();
  const { createRuleGroup } = server().application;
  for (let index = 0; index < 6; index++) {
    const desired = { displayName: `Rule ${index}` };
    await createRuleGroup(caller, { desired, rule: { text: 'userName sw "a"' } });
  }
  await client.create('a@example.com');
  const asked = async (times: number) =>
    (await client.get(`${path}?filter=${encodeURIComponent(Array(times).fill(part).join(' and '))}`)).body;
  const enough = Math.floor(groupLimits.ruleConditionsPerFilterMax / (6 * costOfRule));
  expect(await asked(enough)).toMatchObject({ totalResults: found });
  const tooMany = await asked(enough + 1);
  expect(tooMany).toMatchObject({ status: '400', scimType: 'tooMany' });
  expect(tooMany.detail).toContain('more than 1500 conditions');
});

test('groups and members that a filter names by id cost next to nothing', async () => {
  const { caller, client } = await server().openAccount();
  const { createRuleGroup } = server().application;
  const rule = { text: 'userName sw "a"' };
  const { group } = await createRuleGroup(caller, { desired: { displayName: 'Rule' }, rule });
  const { id } = await client.create('a@example.com');
  const times = (count: number, part: string) => encodeURIComponent(Array(count).fill(part).join(' and '));
  const users = await client.get(`/Users?filter=${times(60, `groups.value eq "${group.state.id}"`)}`);
  expect(users.body.totalResults).toBe(1);
  const groups = await client.get(`/Groups?filter=${times(60, `members.value eq "${id}"`)}`);
  expect(groups.body.totalResults).toBe(1);
});

test('an account has so many templates, and no more', async () => {
  const { caller } = await server().openAccount();
  const { createGroupTemplate, declareProfileAttribute, listGroupTemplates } = server().application;
  await declareProfileAttribute(caller, { name: 'team', declaration: {} });
  const create = (index: number) =>
    createGroupTemplate(caller, { attribute: 'profile.team', namePattern: `${index} {value}` });
  for (let index = 0; index < groupLimits.templatesMax; index++) await create(index);
  const max = groupLimits.templatesMax;
  await expect(create(max)).rejects.toMatchObject({
    code: 'attributeTooLarge',
    message: `The account has ${max} group templates, and no more than ${max} are possible.`,
    details: { attribute: 'attribute' },
  });
  expect(await listGroupTemplates(caller, {})).toHaveLength(groupLimits.templatesMax);
});

test.each([
  ['profile.nothing', 'In {value}', 'ruleInvalid'],
  ['userName', 'In {value}', 'ruleInvalid'],
  ['groups', 'In {value}', 'ruleInvalid'],
  ['title eq "x" or title', 'In {value}', 'ruleInvalid'],
  ['title', 'In', 'attributeInvalid'],
  ['title', `${'x'.repeat(94)}{value}`, 'attributeInvalid'],
])('no template is made of %s with the name pattern %.12s', async (attribute, namePattern, code) => {
  const { caller } = await server().openAccount();
  const { createGroupTemplate, listGroupTemplates } = server().application;
  await expect(createGroupTemplate(caller, { attribute, namePattern })).rejects.toMatchObject({
    code,
  });
  expect(await listGroupTemplates(caller, {})).toEqual([]);
  const longest = { attribute: 'title', namePattern: `${'x'.repeat(93)}{value}` };
  await expect(createGroupTemplate(caller, longest)).resolves.toMatchObject({ groups: 0 });
});

test('no template is made of an attribute that tells people apart', async () => {
  const { caller } = await server().openAccount();
  const { provisionAgents, provisionAgent, createGroupTemplate } = server().application;
  const max = groupLimits.templateValuesMax;
  const agentOf = (index: number) => ({
    userName: `n-${index}@example.com`,
    active: true,
    profile: { number: `n${index}` },
  });
  for (let start = 0; start < max; start += 500) {
    const batch = Array.from({ length: 500 }, (_, index) => ({
      id: agentId(crypto.randomUUID()),
      desired: agentOf(start + index),
    }));
    await provisionAgents(caller, { provisionings: batch });
  }
  const template = { attribute: 'profile.number', namePattern: 'N {value}' };
  const { agent } = await provisionAgent(caller, { desired: agentOf(max) });
  await expect(createGroupTemplate(caller, template)).rejects.toMatchObject({
    code: 'attributeTooLarge',
    message: `"profile.number" has more than ${max} different values, too many to make a group of each.`,
    details: { attribute: 'attribute' },
  });
  await server().application.removeAgent(caller, { id: agent.state.id });
  await expect(createGroupTemplate(caller, template)).resolves.toMatchObject({ groups: max });
});

test('a value that is too long for a name makes no group, and keeps nobody out', async () => {
  const { caller } = await server().openAccount();
  const { provisionAgent, createGroupTemplate, declareProfileAttribute } = server().application;
  await declareProfileAttribute(caller, { name: 'team', declaration: {} });
  await createGroupTemplate(caller, { attribute: 'profile.team', namePattern: 'Team {value}' });
  const groupsOf = async (team: string, userName: string) =>
    (await provisionAgent(caller, { desired: { userName, active: true, profile: { team } } })).groups;
  expect(await groupsOf('x'.repeat(120), 'a@example.com')).toHaveLength(1);
  expect(await groupsOf('x'.repeat(121), 'b@example.com')).toEqual([]);
  expect(await groupsOf('', 'c@example.com')).toEqual([]);
});
