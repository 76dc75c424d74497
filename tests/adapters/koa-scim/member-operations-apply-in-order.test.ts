import { expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { bulkSchema, groupSchema, patchOf, type ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('operations on members apply in order', (product) => {
  const server = serverOn(product);

  async function groupOf(...members: readonly string[]) {
    const { client, provisionMany } = await server().openAccount();
    const ids: Record<string, string> = {};
    for (const name of ['ada', 'bob', 'carol', 'dan'])
      ids[name] = (await client.create(`${name}@example.com`)).id;
    const value = (names: readonly string[]) => names.map((name) => ({ value: ids[name] }));
    const { body } = await client.post('/Groups', {
      ...{ schemas: [groupSchema], displayName: 'Care', members: value(members) },
    });
    return { client, provisionMany, id: body.id as string, value };
  }
  const membersOf = async (client: ScimClient, id: string): Promise<string[]> =>
    ((await client.get(`/Groups/${id}`)).body.members ?? [])
      .map(({ display }: { display: string }) => display.replace('@example.com', ''))
      .sort();
  const removal = (filter: string) => ({ op: 'remove', path: `members[${filter}]` });

  type Value = Awaited<ReturnType<typeof groupOf>>['value'];
  const cases: readonly (readonly [string, (value: Value) => object[], readonly string[]])[] = [
    [
      'an addition, then a filter that selects who was added',
      (value) => [
        { op: 'add', path: 'members', value: value(['carol']) },
        removal('display eq "CAROL@example.com"'),
      ],
      ['ada', 'bob'],
    ],
    [
      'a filter, then an addition of whom it selected',
      (value) => [removal('display sw "a"'), { op: 'add', path: 'members', value: value(['ada']) }],
      ['ada', 'bob'],
    ],
    [
      'a replacement, then a filter',
      (value) => [
        { op: 'replace', path: 'members', value: value(['bob', 'carol', 'dan']) },
        removal('display ew "example.com" and not (display sw "c")'),
      ],
      ['carol'],
    ],
    [
      'a filter that selects all, then an addition',
      (value) => [removal('type eq "User"'), { op: 'add', path: 'members', value: value(['dan']) }],
      ['dan'],
    ],
    [
      'two filters, and one who is added between them',
      (value) => [
        removal('display sw "a"'),
        { op: 'add', path: 'members', value: value(['ada', 'dan']) },
        removal('display sw "d"'),
      ],
      ['ada', 'bob'],
    ],
    [
      'one who is added and removed twice',
      (value) => [
        { op: 'add', path: 'members', value: value(['carol']) },
        removal(`value eq "${value(['carol'])[0]?.value}"`),
        { op: 'add', path: 'members', value: value(['carol', 'dan']) },
        { op: 'remove', path: 'members', value: value(['carol']) },
      ],
      ['ada', 'bob', 'dan'],
    ],
    [
      'one who is removed and added twice',
      (value) => [
        { op: 'remove', path: 'members', value: value(['ada']) },
        { op: 'add', value: { members: value(['ada']) } },
        removal('display co "da@"'),
        { op: 'add', path: 'members', value: value(['ada']) },
      ],
      ['ada', 'bob'],
    ],
    [
      'a replacement in the middle, of which a later removal takes some',
      (value) => [
        { op: 'add', path: 'members', value: value(['dan']) },
        { op: 'replace', value: { members: value(['ada', 'carol']) } },
        removal('not (display co "carol")'),
        { op: 'add', path: 'members', value: value(['bob']) },
      ],
      ['bob', 'carol'],
    ],
    [
      'a removal that lists a member by name, of whom the operation before has added',
      (value) => [
        { op: 'add', path: 'members', value: value(['carol', 'dan']) },
        { op: 'remove', path: 'members', value: [{ display: 'carol@example.com' }] },
      ],
      ['ada', 'bob', 'dan'],
    ],
    [
      'a removal of all between two additions',
      (value) => [
        { op: 'add', path: 'members', value: value(['carol']) },
        { op: 'remove', path: 'members' },
        { op: 'add', path: 'members', value: value(['dan']) },
        removal('display ew "bob@example.com" or display pr and display sw "x"'),
      ],
      ['dan'],
    ],
  ];
  test.each(cases)('%s', async (_, operations, expected) => {
    const { client, id, value } = await groupOf('ada', 'bob');
    expect(await client.patch(`/Groups/${id}`, patchOf(...operations(value)))).toMatchObject({ status: 204 });
    expect(await membersOf(client, id)).toEqual(expected);
  });

  test.each(cases)(
    'in a Bulk as well, each in an operation of its own or all in one: %s',
    async (_, operations, expected) => {
      for (const isOne of [true, false]) {
        const { client, id, value } = await groupOf('ada', 'bob');
        const patches = isOne ? [operations(value)] : operations(value).map((one) => [one]);
        const Operations = patches.map((some) => {
          return { method: 'PATCH', path: `/Groups/${id}`, data: patchOf(...some) };
        });
        const answer = await client.post('/Bulk', { schemas: [bulkSchema], Operations });
        for (const { status } of answer.body.Operations) expect(status).toBe('200');
        expect(await membersOf(client, id)).toEqual(expected);
      }
    },
  );

  test('a thousand filters on five thousand members at most, in one pass over them', async () => {
    const { client, provisionMany, id } = await groupOf();
    const members = (await provisionMany(5001)).map((value) => ({ value }));
    const replace = (value: readonly object[]) =>
      client.patch(`/Groups/${id}`, patchOf({ op: 'replace', path: 'members', value }));
    const filters = Array.from({ length: 999 }, (_, index) => removal(`display co "nobody ${index}"`));
    const { userName: last } = (await client.get(`/Users/${members[0]?.value}`)).body;
    const patch = () => client.patch(`/Groups/${id}`, patchOf(...filters, removal(`display eq "${last}"`)));

    expect((await replace(members)).status).toBe(204);
    expect(await patch()).toMatchObject({
      status: 400,
      body: { scimType: 'tooMany', detail: expect.stringContaining('Name the members by their ids') },
    });
    expect((await replace(members.slice(0, 5000))).status).toBe(204);
    expect((await patch()).status).toBe(204);
    const { body } = await client.get(`/Groups/${id}`);
    expect(body.members.map(({ value }: { value: string }) => value)).toEqual(
      members.slice(1, 5000).map(({ value }) => value),
    );
  }, 60_000);
});
