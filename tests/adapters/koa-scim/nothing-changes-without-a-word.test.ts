import { beforeAll, describe, expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { enterpriseSchema, patchSchema, userSchema } from '../../support/scim-client.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const inexact = [
  '12345678901234567890',
  '-12345678901234567890',
  '9007199254740993',
  '0.1234567890123456789',
  '1e400',
  '1E-400',
  '-0',
  '-0.0',
];
const exact = ['0', '7', '-1.5', '1.50', '9007199254740991', '12345678901234567000', '1e23', '5e-324', '0.1'];

let made = 0;
const nextUserName = () => {
  made += 1;
  return `agent-${made}@example.com`;
};

/** A User as JSON text, in which numbers stand as they are to be sent. */
const userText = (userName: string, members: string) =>
  `{"schemas":["${userSchema}"],"userName":"${userName}",${members}}`;
const patchText = (operation: string) => `{"schemas":["${patchSchema}"],"Operations":[${operation}]}`;
const bulkText = (operation: string) =>
  `{"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[${operation}]}`;

onEachDatabase('what a client sends', (product) => {
  const server = serverOn(product);
  let account: TestAccount;
  let id: string;
  const userName = 'ada@example.com';
  beforeAll(async () => {
    account = await server().openAccount();
    ({ id } = await account.client.create(userName, { profile: { kept: 1 } }));
  });

  test.each(inexact)(
    'the number %s is refused by name on every verb, and nothing changes',
    async (number) => {
      const { client } = account;
      const path = `/Users/${id}`;
      const before = (await client.get(path)).body;
      const members = `"profile":{"n":${number}}`;
      const patches = [
        `{"op":"add","path":"profile.n","value":${number}}`,
        `{"op":"replace","value":{"profile":{"n":[1, ${number}]}}}`,
        `{"op":"replace","value":{"profile.n":${number}}}`,
      ];
      const answers = [
        await client.post('/Users', userText(nextUserName(), members)),
        await client.put(path, userText(userName, members)),
        ...(await Promise.all(patches.map((patch) => client.patch(path, patchText(patch))))),
      ];
      for (const { body } of answers) {
        const detail = expect.stringMatching(/^"profile\.n(\[1\])?" is a number that cannot be kept exactly/);
        expect(body).toMatchObject({ status: '400', scimType: 'invalidValue', detail });
      }
      const bulk = await client.post(
        '/Bulk',
        bulkText(
          `{"method":"POST","path":"/Users","bulkId":"a","data":${userText(nextUserName(), members)}}`,
        ),
      );
      expect(bulk.body.Operations[0].response.detail).toContain('"profile.n" is a number');
      const filter = encodeURIComponent(`profile.kept eq ${number}`);
      expect((await client.get(`/Users?filter=${filter}`)).body.scimType).toBe('invalidFilter');
      expect((await client.get(path)).body).toEqual(before);
    },
  );

  test.each(['title', 'active', 'externalId', 'roles', 'name'])(
    'a number that loses digits is refused for %s as well',
    async (name) => {
      const { client } = account;
      const { body } = await client.post(
        '/Users',
        userText(nextUserName(), `"${name}": 12345678901234567890`),
      );
      expect(body).toMatchObject({
        status: '400',
        scimType: 'invalidValue',
        detail: expect.stringContaining(`"${name}`),
      });
    },
  );

  test.each(exact)('the number %s is kept as it is', async (number) => {
    const { client } = account;
    const text = `"profile":{"n":${number},"list":[${number}]}`;
    const created = await client.post('/Users', userText(nextUserName(), text));
    expect(created.body.profile).toEqual({ n: Number(number), list: [Number(number)] });
    expect((await client.get(`/Users/${created.body.id}`)).body.profile).toEqual(created.body.profile);
    expect(await client.find(`profile.n eq ${number} and id eq "${created.body.id}"`)).toEqual([
      created.body.id,
    ]);
  });

  test('a message that counts with such a number is refused', async () => {
    const search =
      '{"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"count":12345678901234567890}';
    expect((await account.client.post('/Users/.search', search)).status).toBe(400);
  });

  describe.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf', 'isPrototypeOf'])(
    'the name %s',
    (name) => {
      test('is one like any other in profile: kept, found, journaled and removed', async () => {
        const { client, journal } = account;
        const { id: made, profile } = await client.create(nextUserName(), { profile: { [name]: 'x' } });
        expect(Object.entries(profile)).toEqual([[name, 'x']]);
        expect(await client.find(`profile.${name} eq "x" and id eq "${made}"`)).toEqual([made]);
        const add = `{"op":"add","value":{"profile":{"${name}":["y"]}}}`;
        const patched = await client.patch(`/Users/${made}`, patchText(add));
        expect(Object.entries(patched.body.profile)).toEqual([[name, ['x', 'y']]]);
        const ofAgent = (await journal()).filter(({ target }) => target?.id === made);
        expect(ofAgent[0]?.changes).toEqual([{ path: `profile.${name}`, from: 'x', to: ['x', 'y'] }]);
        const remove = `{"op":"remove","path":"profile.${name}"}`;
        expect((await client.patch(`/Users/${made}`, patchText(remove))).body.profile).toBeUndefined();
      });

      test('is no attribute of anything else, and harms nothing', async () => {
        const { client } = account;
        const members = `"${name}":1,"name":{"${name}":1,"givenName":"Ada"},"${enterpriseSchema}":{"${name}":1,"department":"D"}`;
        const { status, body } = await client.post('/Users', userText(nextUserName(), members));
        expect([status, body.name.givenName, body[enterpriseSchema]]).toEqual([
          201,
          'Ada',
          { department: 'D' },
        ]);
        expect((await client.get(`/Users?filter=${name}%20eq%201`)).body.scimType).toBe('invalidFilter');
      });
    },
  );

  test('the name __proto__ is refused in profile, however it is sent', async () => {
    const { client } = account;
    const path = `/Users/${id}`;
    const answers = [
      await client.post('/Users', userText(nextUserName(), '"profile":{"__proto__":{"x":1},"a":1}')),
      await client.post('/Users', userText(nextUserName(), '"profile.__proto__":1')),
      await client.put(path, userText(userName, '"profile":{"__proto__":"x"}')),
      await client.patch(path, patchText('{"op":"add","path":"profile.__proto__","value":1}')),
      await client.patch(path, patchText('{"op":"add","path":"profile","value":{"__proto__":1}}')),
      await client.patch(path, patchText('{"op":"add","value":{"profile":{"__proto__":1}}}')),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    expect((await client.get(path)).body.profile).toEqual({ kept: 1 });
  });

  test('the name __proto__ is refused in process as well', async () => {
    const { provisionAgent } = server().application;
    const made = (fields: object) =>
      provisionAgent(account.caller, { desired: { userName: nextUserName(), active: true, ...fields } });
    for (const fields of [
      '{"profile":{"__proto__":1}}',
      '{"directory":{"__proto__":1}}',
      '{"directory":{"a":{"__proto__":1}}}',
    ]) {
      await expect(made(JSON.parse(fields))).rejects.toMatchObject({ code: 'attributeInvalid' });
    }
    for (const n of [Number.NaN, Number.POSITIVE_INFINITY, -0]) {
      await expect(made({ profile: { n } })).rejects.toMatchObject({ code: 'attributeInvalid' });
    }
  });
});
