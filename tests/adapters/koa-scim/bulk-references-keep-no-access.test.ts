import { beforeAll, expect, test } from 'vitest';
import {
  bulkSchema,
  enterpriseSchema,
  groupSchema,
  patchOf,
  type ScimClient,
  user,
} from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const server = serverOn();
let account: TestAccount;
let client: ScimClient;
beforeAll(async () => {
  account = await server().openAccount();
  ({ client } = account);
});

let made = 0;
const nextUserName = () => {
  made += 1;
  return `bulk-leaver-${made}@example.com`;
};
const bulk = (Operations: readonly unknown[]) => client.post('/Bulk', { schemas: [bulkSchema], Operations });
/** A creation that fails, since there is such a user. */
const failing = (userName: string) => ({
  ...{ method: 'POST', path: '/Users', bulkId: 'failed' },
  data: user(userName),
});
const manager = (bulkId: string) => ({ [enterpriseSchema]: { manager: { value: `bulkId:${bulkId}` } } });

test.each([
  ['PUT', (name: string, bulkId: string) => user(name, { active: false, title: 'Gone', ...manager(bulkId) })],
  [
    'PATCH',
    (_: string, bulkId: string) =>
      patchOf({ op: 'replace', value: { active: false, title: 'Gone', ...manager(bulkId) } }),
  ],
  [
    'PATCH',
    (_: string, bulkId: string) =>
      patchOf(
        { op: 'replace', path: `${enterpriseSchema}:manager`, value: `bulkId:${bulkId}` },
        { op: 'replace', value: { active: false, title: 'Gone' } },
      ),
  ],
])('a %s of a leaver is carried out, whatever bulkId it names beside', async (method, dataOf) => {
  for (const bulkId of ['failed', 'unknown']) {
    const taken = await client.create(nextUserName());
    const { id, userName } = await client.create(nextUserName());
    await client.put(`/Users/${id}`, user(userName, { [enterpriseSchema]: { manager: { value: 'boss' } } }));
    const { body } = await bulk([
      failing(taken.userName),
      { method, path: `/Users/${id}`, data: dataOf(userName, bulkId) },
    ]);
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['409', '200']);
    expect((await client.get(`/Users/${id}`)).body).toMatchObject({
      active: false,
      title: 'Gone',
      [enterpriseSchema]: { manager: { value: 'boss' } },
    });
  }
});

test.each([
  ['an element', { op: 'add', path: 'members', value: [{ value: 'bulkId:failed' }] }],
  ['an address', { op: 'add', path: 'members', value: [{ $ref: '../Users/bulkId:failed' }] }],
  ['a text', { op: 'add', path: 'members', value: ['bulkId:failed'] }],
  ['a filter', { op: 'remove', path: 'members[value eq "bulkId:failed"]' }],
  [
    'a filter in a name',
    { op: 'add', value: { 'members[value eq "bulkId:failed"]': { value: 'bulkId:failed' } } },
  ],
])(
  'members are removed beside one that is named by the bulkId of a failed creation: %s',
  async (_, other) => {
    const stays = await client.create(nextUserName());
    const leaves = await client.create(nextUserName());
    const members = [{ value: stays.id }, { value: leaves.id }];
    const { body: group } = await client.post('/Groups', {
      schemas: [groupSchema],
      displayName: nextUserName(),
      members,
    });
    const data = patchOf(other, { op: 'remove', path: `members[value eq "${leaves.id}"]` });
    const { body } = await bulk([
      failing(stays.userName),
      { method: 'PATCH', path: `/Groups/${group.id}`, data },
    ]);
    expect(body.Operations.map(({ status }: { status: string }) => status)).toEqual(['409', '200']);
    expect((await client.get(`/Groups/${group.id}`)).body.members).toMatchObject([{ value: stays.id }]);
  },
);

test.each([
  ['PUT', (name: string) => user(name, manager('failed'))],
  ['PATCH', () => patchOf({ op: 'replace', value: { title: 'Analyst', ...manager('failed') } })],
])('a %s that takes nothing away is refused, with what is wrong with the bulkId', async (method, dataOf) => {
  const { id, userName } = await client.create(nextUserName());
  const { body } = await bulk([failing(userName), { method, path: `/Users/${id}`, data: dataOf(userName) }]);
  expect(body.Operations[1]).toMatchObject({
    status: '409',
    response: { detail: expect.stringContaining('bulkId "failed", whose operation failed') },
  });
  expect((await client.get(`/Users/${id}`)).body.title).toBeUndefined();
});
