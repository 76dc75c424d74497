import { get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { equals } from '../../../src/criteria/criteria.ts';
import { profileField } from '../../../src/domain/agent/agent-fields.ts';
import type { GroupId } from '../../../src/domain/shared/identifiers.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { groupSchema, patchOf, type ScimClient } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';
import { ruleOf, storeRuleGroups } from '../../support/stored-rules.ts';

const agents = 50_000;

onEachDatabase('a group of 50,000 agents', (product) => {
  const server = serverOn(product);
  let account: TestAccount;
  let client: ScimClient;
  let members: readonly string[];
  let byRule: GroupId;
  let pushed: string;
  beforeAll(async () => {
    account = await server().openAccount();
    ({ client } = account);
    members = await account.provisionMany(agents, () => ({ profile: { site: 'Austin' } }));
    const rule = ruleOf(equals(profileField('site'), 'Austin'));
    const [group] = await storeRuleGroups(server().unitOfWork, account.caller, [rule]);
    if (group === undefined) throw new Error('The group was not made.');
    byRule = group.state.id;
    pushed = (await client.post('/Groups', { schemas: [groupSchema], displayName: 'Pushed' })).body.id;
    const value = members.map((id) => ({ value: id }));
    await client.patch(`/Groups/${pushed}`, patchOf({ op: 'add', path: 'members', value }));
  }, 300_000);

  const valuesOf = (group: { members: readonly { value: string }[] }) =>
    group.members.map(({ value }) => value);

  async function readWithTrailers(path: string) {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const { hostname, port } = new URL(client.baseUrl);
    const headers = { Authorization: `Bearer ${account.token.text}` };
    get({ hostname, port, path: `/scim/v2${path}`, headers, agent: false }, resolve).on('error', reject);
    const answer = await promise;
    return { body: JSON.parse(await text(answer)), headers: answer.headers, trailers: answer.trailers };
  }
  const readings = () => server().logLines.filter((line) => line.includes('ReadGroupMembers')).length;

  test('by a rule is read whole, each member once, and its tag follows the members', async () => {
    const before = readings();
    const { body, headers, trailers } = await readWithTrailers(`/Groups/${byRule}`);
    expect(headers).toMatchObject({ 'transfer-encoding': 'chunked', trailer: 'ETag' });
    expect(headers.etag).toBeUndefined();
    expect(valuesOf(body)).toEqual(members);
    expect(body.meta.version).toMatch(/^W\/"1\.\w+"$/);
    expect(trailers.etag).toBe(body.meta.version);
    // Each member is read once, 5,000 at a time, and once more to see that nobody follows.
    expect(readings() - before).toBe(agents / 5000 + 1);

    const same = await client.get(`/Groups/${byRule}`, { 'If-None-Match': body.meta.version });
    expect([same.status, same.headers.etag]).toEqual([304, body.meta.version]);
    const other = await client.get(`/Groups/${byRule}`, { 'If-None-Match': 'W/"1.000000000000"' });
    expect([other.status, valuesOf(other.body).length]).toEqual([200, agents]);
  }, 60_000);

  test('that is pushed is read whole, and its version is its tag', async () => {
    const { headers, body } = await client.get(`/Groups/${pushed}`);
    expect(headers).toMatchObject({ 'transfer-encoding': 'chunked', etag: 'W/"2"' });
    expect(valuesOf(body)).toEqual(members);
    expect(body.meta.version).toBe('W/"2"');
  }, 60_000);

  test('is answered whole where a PATCH or PUT changed it, and a list names members', async () => {
    const gone = members[0] ?? '';
    const path = `/Groups/${pushed}?attributes=members`;
    const patched = await client.patch(path, patchOf({ op: 'remove', path: `members[value eq "${gone}"]` }));
    expect([patched.status, valuesOf(patched.body)]).toEqual([200, members.slice(1)]);
    const value = members.map((id) => ({ value: id }));
    const replacement = { schemas: [groupSchema], displayName: 'Pushed', members: value };
    const put = await client.put(`/Groups/${pushed}`, replacement);
    expect([put.status, valuesOf(put.body)]).toEqual([200, members]);
    // Many clients send back all that they were answered.
    const same = await client.put(`/Groups/${pushed}`, put.body);
    expect([same.status, same.headers.etag]).toEqual([200, put.headers.etag]);
    const listed = await client.get('/Groups?attributes=members.value,meta.version');
    expect(listed.body.Resources.map(valuesOf)).toEqual([members, members]);
    expect(Object.keys(listed.body.Resources[0].members[0])).toEqual(['value']);
    const read = await client.get(`/Groups/${listed.body.Resources[0].id}`);
    expect(listed.body.Resources[0].meta.version).toBe(read.body.meta.version);
  }, 60_000);

  test('comes without members in a list that does not name them', async () => {
    const { body, headers } = await client.get('/Groups');
    expect(body.Resources.map((group: object) => 'members' in group)).toEqual([false, false]);
    expect(headers).toHaveProperty('content-length');
  });
});
