import { beforeAll, expect, test } from 'vitest';
import { agentId, type GroupId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { groupSchema, patchOf, type ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
let account: TestAccount;
let client: ScimClient;
let austin: string;
let boston: string;
let billing: GroupId;

beforeAll(async () => {
  account = await server().openAccount();
  ({ client } = account);
  austin = (await client.create('ada@example.com', { profile: { location: 'Austin', costCenter: 410 } })).id;
  boston = (await client.create('bob@example.com', { profile: { location: 'Boston', costCenter: 410 } })).id;
  billing = await ruleGroup('Billing QA', 'profile.location eq "austin" and profile.costCenter eq 410');
});

async function ruleGroup(displayName: string, text: string, kind?: 'agents' | 'users'): Promise<GroupId> {
  const creation = { desired: { displayName }, rule: { text }, kind };
  return (await server().application.createRuleGroup(account.caller, creation)).group.state.id;
}
const membersOf = async (id: string, endpoint = '/Groups'): Promise<string[]> =>
  ((await client.get(`${endpoint}/${id}`)).body.members ?? []).map(({ value }: { value: string }) => value);
const displaysOf = ({ groups = [] }: { groups?: { display: string }[] }) =>
  groups.map(({ display }) => display);

test('whoever satisfies the rule is a member, in the group, in the User, in lists and in filters', async () => {
  expect(await membersOf(billing)).toEqual([austin]);
  const { body } = await client.get(`/Users/${austin}`);
  expect(body.groups).toEqual([
    { value: billing, display: 'Billing QA', type: 'direct', $ref: `${client.baseUrl}/Groups/${billing}` },
  ]);
  expect(displaysOf((await client.get(`/Users/${boston}`)).body)).toEqual([]);
  for (const filter of [
    `groups.value eq "${billing}"`,
    `groups[display sw "billing"]`,
    `groups.$ref eq "${client.baseUrl}/Groups/${billing}"`,
    'groups pr and userName sw "ada"',
  ]) {
    expect(await client.find(filter), filter).toEqual([austin]);
  }
  expect(await client.find(`groups.$ref eq "${client.baseUrl}/Usergroups/${billing}"`)).toEqual([]);
  const theirs = await client.get(`/Groups?filter=${encodeURIComponent(`members.value eq "${austin}"`)}`);
  expect(theirs.body.Resources.map(({ id }: { id: string }) => id)).toContain(billing);
});

test('a page tells of each User the same groups, with the same entity tag, as the User by itself', async () => {
  const location = 'Cork';
  const cork = await ruleGroup('Cork', `profile.location eq "${location}"`);
  await ruleGroup('Cork seniors', `profile.location eq "${location}" and title sw "Senior"`);
  for (const title of ['Senior', 'Junior', 'Senior lead']) {
    await client.create(`${title.replace(' ', '.')}@example.com`, { title, profile: { location } });
  }
  const { body } = await client.get(`/Users?filter=${encodeURIComponent(`groups.value eq "${cork}"`)}`);
  expect(body.Resources.map(displaysOf)).toEqual([
    ['Cork', 'Cork seniors'],
    ['Cork'],
    ['Cork', 'Cork seniors'],
  ]);
  for (const listed of body.Resources) expect((await client.get(`/Users/${listed.id}`)).body).toEqual(listed);
});

test('the answer to a create and to an update has the groups already', async () => {
  const created = await client.create('carl@example.com', {
    profile: { location: 'AUSTIN', costCenter: 410 },
  });
  expect(displaysOf(created)).toEqual(['Billing QA']);
  const moved = await client.patch(
    `/Users/${created.id}`,
    patchOf({ op: 'replace', path: 'profile.location', value: 'Boston' }),
  );
  expect(displaysOf(moved.body)).toEqual([]);
  expect(moved.headers.etag).not.toBe(created.meta.version);
  expect(await membersOf(billing)).toEqual([austin]);
  await client.delete(`/Users/${created.id}`);
});

test("the journal says who joined and left, by which rule and what caused it, next to the agent's change", async () => {
  const { id } = await client.create('dora@example.com', {
    profile: { location: 'Austin', costCenter: 410 },
  });
  await client.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
  const entries = (await account.journal()).filter(({ target }) => target?.id === id).reverse();
  expect(entries.map(({ action }) => action)).toEqual([
    ...['AgentProvisioned', 'AgentJoinedGroup'],
    ...['AgentDeactivated', 'AgentLeftGroup'],
  ]);
  expect(entries[1]?.changes).toEqual([
    { path: 'group.id', to: billing },
    { path: 'group.displayName', to: 'Billing QA' },
    { path: 'because.rule', to: 'profile.location eq "austin" and profile.costCenter eq 410' },
    { path: 'because.event', to: 'AgentProvisioned' },
    { path: 'because.attributes', to: ['active', 'profile.location', 'profile.costCenter'] },
  ]);
  expect(entries[3]?.changes).toEqual([
    { path: 'group.id', from: billing },
    { path: 'group.displayName', from: 'Billing QA' },
    { path: 'because.rule', to: 'profile.location eq "austin" and profile.costCenter eq 410' },
    { path: 'because.event', to: 'AgentDeactivated' },
    { path: 'because.attributes', to: ['active'] },
  ]);
  await client.delete(`/Users/${id}`);
});

test("a rule's group is read-only over SCIM, and the error says what to do instead", async () => {
  const body = { schemas: [groupSchema], displayName: 'Mine', members: [{ value: boston }] };
  const add = patchOf({ op: 'add', path: 'members', value: [{ value: boston }] });
  const version = (await client.get(`/Groups/${billing}`)).headers.etag;
  for (const answer of [
    await client.put(`/Groups/${billing}`, body),
    await client.patch(`/Groups/${billing}`, add),
    await client.patch(`/Groups/${billing}`, patchOf({ op: 'replace', value: { displayName: 'Mine' } })),
    await client.delete(`/Groups/${billing}`),
  ]) {
    expect(answer).toMatchObject({ status: 400, body: { scimType: 'mutability' } });
    expect(answer.body.detail).toContain(
      'The group "Billing QA" is governed by a rule, so it cannot be changed over SCIM. An administrator changes its rule',
    );
  }
  expect((await client.get(`/Groups/${billing}`)).headers.etag).toBe(version);
  const refused = (await account.journal()).filter(
    ({ refusal }) => refusal?.code === 'groupGovernedOtherwise',
  );
  expect(refused).toHaveLength(4);
});

test('the entity tag of a group follows its members, whose changes are none of the group', async () => {
  const before = (await client.get(`/Groups/${billing}`)).headers.etag ?? '';
  expect((await client.get(`/Groups/${billing}`, { 'If-None-Match': before })).status).toBe(304);
  const { id } = await client.create('eve@example.com', { profile: { location: 'Austin', costCenter: 410 } });
  expect((await client.get(`/Groups/${billing}`, { 'If-None-Match': before })).status).toBe(200);
  await client.delete(`/Users/${id}`);
  expect((await client.get(`/Groups/${billing}`)).headers.etag).toBe(before);
});

test('groups made by hand are read-only over SCIM as well, and pushed ones by hand', async () => {
  const { createGroup, reviseGroup } = server().application;
  const creation = { desired: { displayName: 'By hand' }, members: [agentId(boston)] };
  const { group } = await createGroup(account.caller, creation);
  expect(await membersOf(group.state.id)).toEqual([boston]);
  const answer = await client.delete(`/Groups/${group.state.id}`);
  expect(answer.body).toMatchObject({
    scimType: 'mutability',
    detail: expect.stringContaining('governed by hand'),
  });
  const pushed = await client.post('/Groups', { schemas: [groupSchema], displayName: 'Pushed' });
  const revision = {
    id: groupId(pushed.body.id),
    revise: () => ({ desired: { displayName: 'Renamed' }, membership: [] }),
    withMembers: false,
  };
  await expect(reviseGroup(account.caller, revision)).rejects.toMatchObject({
    code: 'groupGovernedOtherwise',
    message: expect.stringContaining('governed by the directory'),
  });
});

test('groups of users are Usergroups, whose members have a role above agent', async () => {
  const leader = await client.create('lead@example.com', { roles: [{ value: 'manager' }], title: 'Lead' });
  await client.create('none@example.com', { roles: [{ value: 'Agent' }], title: 'Lead' });
  const leads = await ruleGroup('Leads', 'title eq "lead"', 'users');
  expect(await membersOf(leads, '/Usergroups')).toEqual([leader.id]);
  expect((await client.get(`/Users/${leader.id}`)).body.groups).toMatchObject([
    { value: leads, $ref: `${client.baseUrl}/Usergroups/${leads}` },
  ]);
  expect(await client.find(`groups.$ref eq "${client.baseUrl}/Usergroups/${leads}"`)).toEqual([leader.id]);
  expect((await client.get(`/Groups/${leads}`)).status).toBe(404);
  expect((await client.get(`/Usergroups/${billing}`)).status).toBe(404);
  const lists = await Promise.all(['/Groups', '/Usergroups'].map((path) => client.get(path)));
  const listed = lists.map(({ body }) => body.Resources.map(({ id }: { id: string }) => id));
  expect([listed[0].includes(leads), listed[1]]).toEqual([false, [leads]]);
  expect((await client.get('/Usergroups')).body.Resources[0].meta).toMatchObject({
    resourceType: 'Usergroup',
  });

  const reviewers = { schemas: [groupSchema], displayName: 'Reviewers' };
  const refused = await client.post('/Usergroups', { ...reviewers, members: [{ value: austin }] });
  expect(refused.body.detail).toMatch(/^ada@example.com \(.*\) has no role above agent/);
  const pushed = await client.post('/Usergroups', { ...reviewers, members: [{ value: leader.id }] });
  expect(pushed.status).toBe(201);
  expect(pushed.headers.location).toBe(`${client.baseUrl}/Usergroups/${pushed.body.id}`);
  const elsewhere = `/Groups/${pushed.body.id}`;
  const rename = patchOf({ op: 'replace', value: { displayName: 'x' } });
  const answers = [
    await client.patch(elsewhere, rename),
    await client.put(elsewhere, reviewers),
    await client.delete(elsewhere),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  const demoted = await client.patch(`/Users/${leader.id}`, patchOf({ op: 'remove', path: 'roles' }));
  expect(demoted.body).not.toHaveProperty('groups');
  expect(await membersOf(pushed.body.id, '/Usergroups')).toEqual([]);
  const [left] = (await account.journal()).filter(({ action }) => action === 'GroupMembersChanged');
  expect(left).toMatchObject({
    target: { id: pushed.body.id },
    changes: [{ path: 'members', from: [{ id: leader.id, userName: leader.userName }] }],
  });
});

test('a template makes a group when a value appears, and retires it when the last agent loses it', async () => {
  const { createGroupTemplate, removeGroupTemplate } = server().application;
  await client.create('t1@example.com', { profile: { team: 'Blue' } });
  const pushed = await client.post('/Groups', { schemas: [groupSchema], displayName: 'Team Red' });
  const { template, groups } = await createGroupTemplate(account.caller, {
    attribute: 'profile.team',
    namePattern: 'Team {value}',
  });
  expect(groups).toBe(1);
  const names = async () =>
    (await client.get('/Groups?filter=displayName%20sw%20%22team%22&sortBy=displayName')).body.Resources.map(
      ({ displayName, members = [] }: { displayName: string; members?: unknown[] }) =>
        `${displayName} ${members.length}`,
    );
  expect(await names()).toEqual(['Team Blue 1', 'Team Red 0']);
  const red = await client.create('t2@example.com', { profile: { team: 'Red' } });
  expect(displaysOf(red)).toEqual(['Team Red (2)']);
  await client.create('t3@example.com', { profile: { team: 'BLUE' } });
  expect(await names()).toEqual(['Team Blue 2', 'Team Red 0', 'Team Red (2) 1']);
  await client.patch(`/Users/${red.id}`, patchOf({ op: 'replace', path: 'profile.team', value: 'Green' }));
  expect(await names()).toEqual(['Team Blue 2', 'Team Green 1', 'Team Red 0']);
  const actions = (await account.journal())
    .slice(0, 5)
    .map(({ action }) => action)
    .reverse();
  expect(actions).toEqual([
    'GroupCreated',
    'AgentUpdated',
    'AgentLeftGroup',
    'AgentJoinedGroup',
    'GroupRemoved',
  ]);
  await removeGroupTemplate(account.caller, { id: template.state.id });
  expect(await names()).toEqual(['Team Red 0']);
  expect(displaysOf((await client.get(`/Users/${red.id}`)).body)).toEqual([]);
  expect((await client.delete(`/Groups/${pushed.body.id}`)).status).toBe(204);
});
