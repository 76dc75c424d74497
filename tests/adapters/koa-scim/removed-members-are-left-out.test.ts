import { beforeAll, describe, expect, test } from 'vitest';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { bulkSchema, groupSchema, patchOf, userGroupSchema } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const stranger = '0199d2a0-0000-7000-8000-ffffffffffff';
const valuesOf = (ids: readonly string[]) => ids.map((value) => ({ value }));

/** What a client sends so that these are the members, besides whoever was one. */
const pushes: Readonly<Record<string, (ids: readonly string[], group: object) => [string, object]>> = {
  PUT: (ids, group) => ['PUT', { ...group, members: valuesOf(ids) }],
  'PATCH add': (ids) => ['PATCH', patchOf({ op: 'add', path: 'members', value: valuesOf(ids) })],
  'PATCH replace': (ids) => ['PATCH', patchOf({ op: 'replace', path: 'members', value: valuesOf(ids) })],
  'PATCH without a path': (ids) => ['PATCH', patchOf({ op: 'add', value: { members: valuesOf(ids) } })],
};

let made = 0;
onEachDatabase('a push of a group', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });
  let account: TestAccount;
  let here: string;
  let removed: string;
  beforeAll(async () => {
    account = await server().openAccount();
    const { client } = account;
    here = (await client.create('here@example.com', { roles: [{ value: 'ADMIN' }] })).id;
    removed = (await client.create('gone@example.com')).id;
    expect((await client.delete(`/Users/${removed}`)).status).toBe(204);
  });

  const membersOf = async (path: string): Promise<string[]> =>
    ((await account.client.get(path)).body.members ?? []).map(({ value }: { value: string }) => value);
  const entriesOf = async (id: string) => (await account.journal()).filter(({ target }) => target?.id === id);

  describe.each(Object.entries({ Groups: groupSchema, Usergroups: userGroupSchema }))(
    'to %s',
    (kind, schema) => {
      const group = (fields: object = {}) => {
        made += 1;
        return { schemas: [schema], displayName: `Group ${made}`, ...fields };
      };
      const bulk = async (method: string, path: string, data: object) => {
        const Operations = [{ method, path, data, ...(method === 'POST' && { bulkId: 'b' }) }];
        const answer = await account.client.post('/Bulk', { schemas: [bulkSchema], Operations });
        const [{ status, location }] = answer.body.Operations;
        return { status: Number(status), id: location?.split('/').at(-1) };
      };

      test.each([false, true])('makes it without those who were removed (in Bulk: %s)', async (inBulk) => {
        const body = group({ members: valuesOf([removed, here]) });
        const answer = inBulk
          ? await bulk('POST', `/${kind}`, body)
          : await account.client.post(`/${kind}`, body);
        expect(answer.status).toBe(201);
        const id = 'body' in answer ? answer.body.id : answer.id;
        if ('body' in answer) expect(answer.body.members).toMatchObject([{ value: here }]);
        expect(await membersOf(`/${kind}/${id}`)).toEqual([here]);
        expect(await entriesOf(id)).toMatchObject([
          {
            action: 'CreateGroup',
            target: { name: body.displayName },
            refusal: { code: 'partsLeftOut', leftOut: [{ path: 'members', members: [removed] }] },
          },
          { action: 'GroupCreated' },
        ]);
      });

      test('is refused for an id that never was', async () => {
        const unknown = {
          status: 400,
          body: { detail: expect.stringContaining(stranger), scimType: 'invalidValue' },
        };
        const body = group({ members: valuesOf([removed, stranger]) });
        expect(await account.client.post(`/${kind}`, body)).toMatchObject(unknown);
        const { body: empty } = await account.client.post(`/${kind}`, group());
        for (const push of Object.values(pushes)) {
          const [method, data] = push([removed, stranger, here], empty);
          const answer = await account.client.send(method, `/${kind}/${empty.id}`, { body: data });
          expect(answer).toMatchObject(unknown);
          expect((await bulk(method, `/${kind}/${empty.id}`, data)).status).toBe(400);
        }
        expect(await membersOf(`/${kind}/${empty.id}`)).toEqual([]);
      });

      test.each(Object.entries(pushes))(
        'by %s succeeds without those who were removed, and says so once',
        async (_, push) => {
          const { body: empty } = await account.client.post(`/${kind}`, group());
          const path = `/${kind}/${empty.id}`;
          const [method, data] = push([removed, here], empty);
          const answer = await account.client.send(method, path, { body: data });
          expect(answer.status, answer.text).toBeLessThan(300);
          expect(await membersOf(path)).toEqual([here]);
          const entries = await entriesOf(empty.id);
          expect(entries).toMatchObject([
            {
              action: 'ReviseGroup',
              refusal: {
                code: 'partsLeftOut',
                message: expect.stringContaining(removed),
                leftOut: [{ path: 'members', members: [removed] }],
              },
            },
            { action: 'GroupMembersChanged' },
            { action: 'GroupCreated' },
          ]);
          // Okta repeats its push.
          expect((await account.client.send(method, path, { body: data })).status).toBe(answer.status);
          expect((await bulk(method, path, data)).status).toBeLessThan(300);
          expect(await entriesOf(empty.id)).toEqual(entries);
        },
      );
    },
  );

  test('has room for a thousand who were removed', async () => {
    const ids = await account.provisionMany(1000);
    for (const id of ids) await server().application.removeAgent(account.caller, { id: agentId(id) });
    const body = { schemas: [groupSchema], displayName: 'Large', members: valuesOf([...ids, here]) };
    const { status, body: created } = await account.client.post('/Groups', body);
    expect([status, await membersOf(`/Groups/${created.id}`)]).toEqual([201, [here]]);
    const [entry] = await entriesOf(created.id);
    expect(entry?.refusal?.leftOut).toMatchObject([{ members: ids }]);
    expect(entry?.refusal?.message.length).toBeLessThan(500);
  });

  test('knows only whom its own account removed', async () => {
    const other = await server().openAccount('Other');
    const body = { schemas: [groupSchema], displayName: 'Foreign', members: valuesOf([removed]) };
    expect((await other.client.post('/Groups', body)).status).toBe(400);
  });
});
