import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlite } from '../support/databases.ts';
import { enterpriseSchema, patchOf, type ScimAnswer, user } from '../support/scim-client.ts';
import { serverOn, type TestAccount } from '../support/start-server.ts';

const server = serverOn(sqlite);
const userName = 'ada@example.com';

/** Values of every JSON type, so that some fit an attribute and most do not. */
const value = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(userName, 'other@example.com', 'True', ''),
  fc.boolean(),
  fc.integer(),
  fc.constant(null),
  fc.array(fc.oneof(fc.string({ maxLength: 8 }), fc.record({ value: fc.string({ maxLength: 8 }) })), {
    maxLength: 3,
  }),
  fc.record({ value: fc.emailAddress(), primary: fc.boolean() }).map((email) => [email]),
  fc.dictionary(
    fc.constantFrom('givenName', 'familyName', 'location', 'value', 'x'),
    fc.string({ maxLength: 8 }),
  ),
);
const attribute = fc.constantFrom(
  ...['userName', 'active', 'title', 'displayName', 'name', 'emails', 'profile', 'externalId', 'password'],
  ...['roles', 'addresses', 'id', 'meta', 'colour', enterpriseSchema],
);
const path = fc.oneof(
  attribute,
  fc.constantFrom(
    ...['name.givenName', 'profile.location', 'emails[primary eq true].value', 'emails[type eq "work"]'],
    ...['emails.value', `${enterpriseSchema}:department`, 'name.colour', 'title[', 'urn:example:x:y'],
  ),
  fc.string({ maxLength: 12 }),
);
const attributes = fc.dictionary(attribute, value, { maxKeys: 4 });
const operation = fc.record(
  {
    op: fc.constantFrom('add', 'replace', 'remove', 'Replace', 'move'),
    path,
    value: fc.oneof(value, attributes),
  },
  { requiredKeys: ['op'] },
);

type Send = ({ client }: TestAccount, at: string) => Promise<ScimAnswer>;
const request: fc.Arbitrary<Send> = fc.oneof(
  fc.array(operation, { minLength: 1, maxLength: 4 }).map(
    (operations): Send =>
      ({ client }, at) =>
        client.patch(at, patchOf(...operations)),
  ),
  attributes.map(
    (fields): Send =>
      ({ client }, at) =>
        client.put(at, user(userName, fields)),
  ),
);

/** What the account's agents are, and every change that the journal knows of. */
async function everything({ client, journal }: TestAccount): Promise<string> {
  const changes = (await journal()).filter(
    // That a request before was answered and something of it not kept is told a moment later.
    ({ refusal, action }) => refusal === undefined && action !== 'AttributeNotKept',
  );
  return (await client.get('/Users')).text + JSON.stringify(changes);
}

test('a PATCH or PUT that is refused changes nothing, and is refused as SCIM wants it', async () => {
  const account = await server().openAccount();
  const { id } = await account.client.create(userName, {
    title: 'Countess',
    profile: { location: 'London' },
  });
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(request, async (send) => {
      const before = await everything(account);
      const answer = await send(account, `/Users/${id}`);
      if (answer.status === 200) {
        expect(answer.body.userName).toBe(userName);
        expect(answer.text).toBe((await account.client.get(`/Users/${id}`)).text);
        return;
      }
      refused += 1;
      expect([answer.status, answer.body.status]).toEqual([400, '400']);
      expect(answer.body.scimType, answer.text).toMatch(/./);
      expect(await everything(account)).toBe(before);
    }),
    { numRuns: 300 },
  );
  // Otherwise the property would say little.
  expect(refused).toBeGreaterThan(50);
});
