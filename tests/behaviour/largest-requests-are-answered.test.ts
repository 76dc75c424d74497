import { beforeAll, expect, test } from 'vitest';
import { groupLimits } from '../../src/domain/group/group-limits.ts';
import { limits } from '../../src/scim/limits.ts';
import { onEachDatabase, sqlite } from '../support/databases.ts';
import {
  bulkSchema,
  enterpriseSchema,
  groupSchema,
  patchOf,
  type ScimAnswer,
  type ScimClient,
  user,
} from '../support/scim-client.ts';
import { serverOn, type TestAccount } from '../support/start-server.ts';

const many = <Value>(count: number, at: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => at(index));
const bulk = (operations: readonly object[]) => ({ schemas: [bulkSchema], Operations: operations });
const lists = (count: number) =>
  Object.fromEntries(many(count, (list) => [`l${list}`, many(250, (index) => `v${index}`)]));
const filterOf = (attribute: string, terms: number) =>
  many(terms, (index) => `${attribute} co "no${index}"`).join(' or ');

const removalsOf = (list: string, attribute: string, count: number, terms: number) =>
  patchOf(...many(count, () => ({ op: 'remove', path: `${list}[${filterOf(attribute, terms)}]` })));

const groupOf = (members: readonly string[]) => ({
  ...{ schemas: [groupSchema], displayName: `Group ${made++}` },
  members: members.map((value) => ({ value })),
});

let made = 0;
const nextUserName = () => `agent-${made++}@example.com`;

/** A request that asks for the most of something, and the statuses that are right. */
type Largest = readonly [
  what: string,
  statuses: readonly number[],
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: object,
];

const timeout = 120_000;

onEachDatabase('the largest requests', (product) => {
  // A server that other tests use as well has no time for more.
  const listsMax = product === sqlite ? 200 : 50;
  const server = serverOn(product);
  let account: TestAccount;
  let client: ScimClient;
  let ids: readonly string[];
  let group: string;
  beforeAll(async () => {
    account = await server().openAccount();
    ({ client } = account);
    ids = await account.provisionMany(5000, () => ({ userName: nextUserName() }));
    const { body } = await client.post('/Groups', groupOf(ids));
    group = `/Groups/${body.id}`;
  });

  const patches = (count: number) =>
    bulk(
      many(count, (index) => ({
        ...{ method: 'PATCH', path: `/Users/${ids[index]}` },
        data: patchOf({ op: 'replace', path: 'title', value: `t${made++}` }),
      })),
    );

  async function largest(): Promise<readonly Largest[]> {
    const emails = many(250, (index) => ({ value: `e${index}@example.com` }));
    const agent = await client.create(nextUserName(), { emails });
    const path = `/Users/${agent.id}`;
    const chain = many(limits.bulkOperationsMax, (index) => ({
      ...{ method: 'POST', path: '/Users', bulkId: `b${index}` },
      data: user(
        nextUserName(),
        index < 999 ? { [enterpriseSchema]: { manager: { value: `bulkId:b${index + 1}` } } } : {},
      ),
    }));
    return [
      ['PATCHes of a Bulk', [200], 'POST', '/Bulk', patches(limits.bulkOperationsMax)],
      ['a chain of managers from its end', [200], 'POST', '/Bulk', bulk(chain)],
      [
        'operations with a filter on members',
        [204],
        'PATCH',
        group,
        removalsOf('members', 'display', 1000, 1),
      ],
      ['comparisons with members', [400], 'PATCH', group, removalsOf('members', 'display', 500, 90)],
      ['operations with filters', [400], 'PATCH', path, removalsOf('emails', 'value', 400, 96)],
      ['operations with one comparison', [200], 'PATCH', path, removalsOf('emails', 'value', 1000, 1)],
      [
        'operations that add',
        [200],
        'PATCH',
        path,
        patchOf(...many(1000, (index) => ({ op: 'add', path: 'title', value: `${index}` }))),
      ],
      ['values', [201], 'POST', '/Users', user(nextUserName(), { profile: lists(listsMax) })],
      [
        'members',
        [400],
        'POST',
        '/Groups',
        groupOf(many(groupLimits.membersPerChangeMax, (index) => `nobody-${index}`)),
      ],
      ['bytes', [413], 'POST', '/Users', user(nextUserName(), { title: 'x'.repeat(1_048_576) })],
      ['bytes of a group', [413], 'PUT', group, { ...groupOf([]), externalId: 'x'.repeat(10_485_760) }],
    ];
  }

  /** Asks one after the other whether the service lives, until it is told to end. */
  function lookAfter() {
    let answered = 0;
    let goesOn = true;
    const health = client.with({}, client.baseUrl.replace('/scim/v2', ''));
    const looks = (async () => {
      while (goesOn) {
        expect((await health.get('/livez')).status).toBe(200);
        answered += 1;
      }
    })();
    return {
      answered: () => answered,
      end: async () => {
        goesOn = false;
        await looks;
      },
    };
  }

  test('are answered with what is right or with what is too much, all at once', { timeout }, async () => {
    const requests = await largest();
    const answers = await Promise.all(
      requests.map(([, , method, path, body]) => client.send(method, path, { body })),
    );
    for (const [index, answer] of answers.entries()) {
      const [what, statuses] = requests[index] ?? [];
      expect([what, answer.text.slice(0, 200), statuses]).toEqual([
        what,
        answer.text.slice(0, 200),
        expect.arrayContaining([answer.status]),
      ]);
      if (answer.status >= 400)
        expect([what, answer.body.detail]).toEqual([what, expect.stringMatching(/allowed|times|no agent/)]);
    }
    const operations = answers.slice(0, 2).flatMap(({ body }: ScimAnswer) => body.Operations);
    expect(new Set(operations.map(({ status }) => status))).toEqual(new Set(['200', '201']));
  });

  test('in a Bulk hold nobody up: others are answered between its operations', { timeout }, async () => {
    const others = lookAfter();
    const answer = await client.post('/Bulk', patches(300));
    const answeredMeanwhile = others.answered();
    await others.end();
    expect(answer.status).toBe(200);
    expect(answeredMeanwhile).toBeGreaterThanOrEqual(3);
  });

  test('what takes most values away is done as well', { timeout }, async () => {
    const { id } = await client.create(nextUserName(), { profile: lists(listsMax) });
    const taken = patchOf(
      ...many(listsMax, (list) => ({ op: 'remove', path: `profile.l${list}[value ew "7"]` })),
    );
    expect((await client.patch(`/Users/${id}`, taken)).status).toBe(200);
    const { status, body } = await client.patch(`/Users/${id}`, patchOf({ op: 'remove', path: 'profile' }));
    expect([status, body.profile]).toEqual([200, undefined]);
  });
});
