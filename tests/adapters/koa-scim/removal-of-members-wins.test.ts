import { beforeAll, describe, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import {
  bulkSchema,
  groupSchema,
  patchOf,
  type ScimAnswer,
  userGroupSchema,
} from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const stranger = '0199d2a0-0000-7000-8000-ffffffffffff';
const roles = [{ value: 'MANAGER' }];

interface Cause {
  readonly title: string;
  /** Beside the removal: attributes, and members who are to join. */
  readonly fields?: object;
  readonly joins?: (people: People) => unknown;
  readonly named: RegExp;
  readonly status?: number;
  readonly only?: 'Usergroups';
}

interface People {
  readonly [name: string]: string;
}

const causes: readonly Cause[] = [
  { title: 'a name that is taken', fields: { displayName: 'TAKEN' }, named: /TAKEN/, status: 409 },
  { title: 'an empty name', fields: { displayName: ' ' }, named: /displayName/ },
  { title: 'a name of a wrong type', fields: { displayName: { a: 1 } }, named: /displayName/ },
  { title: 'too long a name', fields: { displayName: 'x'.repeat(2000) }, named: /displayName/ },
  { title: 'too long an externalId', fields: { externalId: 'x'.repeat(256) }, named: /externalId/ },
  { title: 'an unknown member', joins: () => ({ value: stranger }), named: new RegExp(stranger) },
  { title: 'a group as a member', joins: ({ group }) => ({ value: group }), named: /is a group/ },
  {
    title: 'a group as a member by its type',
    joins: ({ group }) => ({ value: group, type: 'Group' }),
    named: /is a group/,
  },
  { title: 'a member that is none', joins: () => ({ value: { a: 1 } }), named: /member/ },
  {
    title: 'a member without a role',
    joins: ({ roleless }) => ({ value: roleless }),
    named: /no role above agent/,
    only: 'Usergroups',
  },
];

const valuesOf = (ids: readonly (string | undefined)[]) => ids.map((value) => ({ value }));

type Way = (at: Place, cause: Cause, leaves: boolean) => object;
interface Place {
  readonly schema: string;
  readonly name: string;
  readonly people: People;
}

const ways: Readonly<Record<string, Way>> = {
  PUT: ({ schema, name, people }, { fields, joins }, leaves) => ({
    schemas: [schema],
    displayName: name,
    externalId: 'new',
    ...fields,
    members: [
      ...valuesOf([people.stays, people.joins, ...(leaves ? [] : [people.leaves])]),
      ...(joins === undefined ? [] : [joins(people)]),
    ],
  }),
  'PATCH with paths': ({ people }, { fields, joins }, leaves) =>
    patchOf(
      ...Object.entries({ externalId: 'new', ...fields }).map(([path, value]) => ({
        op: 'replace',
        path,
        value,
      })),
      ...(joins === undefined ? [] : [{ op: 'add', path: 'members', value: [joins(people)] }]),
      { op: 'add', path: 'members', value: valuesOf([people.joins]) },
      ...(leaves ? [{ op: 'remove', path: `members[value eq "${people.leaves}"]` }] : []),
    ),
  'PATCH without paths': ({ people }, { fields, joins }, leaves) =>
    patchOf({
      op: 'replace',
      value: {
        externalId: 'new',
        ...fields,
        members: [
          ...valuesOf([people.stays, people.joins, ...(leaves ? [] : [people.leaves])]),
          ...(joins === undefined ? [] : [joins(people)]),
        ],
      },
    }),
};

let made = 0;
onEachDatabase('whoever is removed from a group', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });
  let account: TestAccount;
  let people: People;
  beforeAll(async () => {
    account = await server().openAccount();
    const { client } = account;
    const create = async (name: string, fields: object = { roles }) =>
      (await client.create(`${name}@example.com`, fields)).id;
    const taken = await client.post('/Groups', { schemas: [groupSchema], displayName: 'Taken' });
    people = {
      ...{ stays: await create('stays'), leaves: await create('leaves'), joins: await create('joins') },
      ...{ roleless: await create('roleless', {}), group: taken.body.id },
    };
  });

  const kinds = { Groups: groupSchema, Usergroups: userGroupSchema };
  const sent = async (way: string, path: string, data: object, inBulk: boolean): Promise<ScimAnswer> => {
    const method = way.slice(0, way.startsWith('PUT') ? 3 : 5);
    if (!inBulk) return account.client.send(method, path, { body: data });
    const Operations = [{ method, path, data }];
    const answer = await account.client.post('/Bulk', { schemas: [bulkSchema], Operations });
    return { ...answer, status: Number(answer.body.Operations[0].status) };
  };

  describe.each(Object.entries(kinds))('of %s', (kind, schema) => {
    const place = async () => {
      made += 1;
      const name = `Group ${made}`;
      const members = valuesOf([people.stays, people.leaves]);
      const body = { schemas: [schema], displayName: name, externalId: 'old', members };
      const { id } = (await account.client.post(`/${kind}`, body)).body;
      return { schema, name, people, path: `/${kind}/${id}`, id };
    };
    const fitting = causes.filter(({ only = kind }) => only === kind);
    const cases = Object.entries(ways).flatMap(([way, bodyOf]) =>
      [false, true].flatMap((inBulk) => fitting.map((cause) => ({ way, bodyOf, inBulk, cause, ...cause }))),
    );
    const shown = async (path: string) => {
      const { displayName, externalId, members = [] } = (await account.client.get(path)).body;
      return {
        displayName,
        externalId,
        members: members.map(({ value }: { value: string }) => value).sort(),
      };
    };
    const entriesOf = async (id: string) =>
      (await account.journal()).filter(({ target }) => target?.id === id);

    test.each(cases)(
      'leaves by $way, in Bulk: $inBulk, despite $title',
      async ({ way, bodyOf, inBulk, cause }) => {
        const at = await place();
        const body = bodyOf(at, cause, true);
        const answer = await sent(way, at.path, body, inBulk);
        expect(answer.status, answer.text).toBeLessThan(300);
        const after = {
          displayName: at.name,
          externalId: cause.fields !== undefined && 'externalId' in cause.fields ? 'old' : 'new',
          members: [people.stays, people.joins].sort(),
        };
        expect(await shown(at.path)).toEqual(after);
        const [left, ...others] = await entriesOf(at.id);
        expect(left).toMatchObject({ action: 'ReviseGroup', refusal: { code: 'partsLeftOut' }, changes: [] });
        expect(left?.refusal?.message).toMatch(cause.named);
        expect(others[0]?.requestId).toBe(left?.requestId);
      },
    );

    test.each(cases)(
      'who is not, by $way, in Bulk: $inBulk, is no excuse for $title',
      async ({ way, bodyOf, inBulk, cause }) => {
        const at = await place();
        const before = await shown(at.path);
        const answer = await sent(way, at.path, bodyOf(at, cause, false), inBulk);
        expect(answer.status, answer.text).toBe(cause.status ?? 400);
        expect(await shown(at.path)).toEqual(before);
      },
    );
  });
});
