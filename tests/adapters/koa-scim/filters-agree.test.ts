import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountUserType } from '../../../src/adapters/koa-scim/schemas/user-type.ts';
import type { ScimResource } from '../../../src/scim/resource/scim-resource.ts';
import { wholeResource } from '../../../src/scim/schema/find-attribute.ts';
import { matches } from '../../scim/filter/matches.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { enterpriseSchema, groupSchema, userSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const words = [
  ...['a', 'A', 'ab', 'b c', 'ä', 'ß', '', '2024-01-01T00:00:00Z', '\u{1F600}', '\uFF5E', '5'],
  ...[
    'SS',
    'A\u0308',
    'ΟΔΟΣ',
    'οδος',
    'ΟΔΟΣΑ',
    'ﬁ',
    'FI',
    'İ',
    'i\u0307',
    'a ',
    ' ',
    'a\0',
    '\0b',
    '2024-02-30',
  ],
];
const word = fc.constantFrom(...words);
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const element = fc.record({
  value: fc.constantFrom('a', 'B', 'c'),
  type: perhaps(fc.constantFrom('work', 'home')),
});
/** Letter case counts. */
const reference = fc.constantFrom('a', 'A', 'ab', 'aB', 'ä', 'Ä');
const description = fc.record({
  externalId: perhaps(word),
  title: perhaps(word),
  displayName: perhaps(word),
  active: fc.boolean(),
  name: fc.record({ givenName: perhaps(word), familyName: perhaps(word) }),
  roles: fc.array(element, { maxLength: 3 }),
  profileUrl: perhaps(reference),
  photos: fc.array(fc.record({ value: reference, type: perhaps(fc.constant('photo')) }), { maxLength: 2 }),
  profile: fc.record({
    Team: perhaps(word),
    level: perhaps(fc.constantFrom(1, 2.5, -3)),
    mixed: perhaps(fc.oneof(word, fc.boolean(), fc.integer({ min: 0, max: 3 }))),
    hired: perhaps(
      fc.constantFrom('2024-01-01', '2024-01-01T00:00:00Z', '2023-12-31T23:30:00-00:30', '1999-09-09'),
    ),
    skills: perhaps(fc.array(word, { maxLength: 3 })),
  }),
  [enterpriseSchema]: fc.record({ department: perhaps(word), manager: perhaps(fc.record({ value: word })) }),
});

const text = fc.tuple(
  fc.constantFrom(
    ...[
      'userName',
      'TITLE',
      'displayName',
      'externalId',
      'name.givenName',
      'name.familyName',
      'roles',
      'roles.type',
      'profileUrl',
      'photos',
    ],
    ...['profile.team', 'profile.skills', `${enterpriseSchema}:department`, `${enterpriseSchema}:manager`],
    ...[
      'emails.value',
      'emails',
      'groups',
      'groups.display',
      'groups.type',
      'id',
      'meta.resourceType',
      'schemas',
    ],
    ...['meta.location', 'groups.$ref', 'schemas.value', 'profile.mixed', `${userSchema}:title`],
  ),
  fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'),
  fc.oneof(
    word,
    fc.constantFrom(
      'work',
      'agent-1',
      'example',
      'Team',
      'User',
      'direct',
      userSchema,
      'enterprise',
      'W/"1',
      'Groups',
      'http',
      null,
    ),
  ),
);
const typed = fc.oneof(
  fc.tuple(
    fc.constantFrom('profile.level', 'profile.mixed'),
    fc.constantFrom('eq', 'gt', 'le'),
    fc.constantFrom(1, 2.5, 3),
  ),
  fc.tuple(
    fc.constantFrom('profile.hired', 'meta.created', 'meta.lastModified'),
    fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
    fc.constantFrom(
      '2024-01-01',
      '2024-01-01T00:00:00Z',
      '2000-01-01T00:00:00+05:00',
      '2030-01-01T00:00:00Z',
    ),
  ),
  fc.tuple(fc.constantFrom('active', 'roles.primary'), fc.constantFrom('eq', 'ne'), fc.boolean()),
);
const comparison = fc
  .oneof({ weight: 3, arbitrary: text }, typed)
  .map(([path, operator, value]) => `${path} ${operator} ${JSON.stringify(value)}`)
  // Nothing but presence is asked with null.
  .filter((filter) => !filter.endsWith(' null') || / (eq|ne) null$/.test(filter));
const presence = fc
  .constantFrom(
    'title',
    'name',
    'roles',
    'profile',
    'profile.team',
    'groups',
    enterpriseSchema,
    'emails.type',
    'meta',
    'active',
  )
  .map((path) => `${path} pr`);
const within = (parts: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...parts),
      fc.constantFrom('eq', 'ne', 'co', 'sw'),
      fc.constantFrom('a', 'b', 'work', 'Team', 'Groups', 'enterprise'),
    )
    .map(([part, operator, value]) => `${part} ${operator} "${value}"`);
const nested = (leaf: fc.Arbitrary<string>, maxDepth: number) =>
  fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth },
      leaf,
      fc
        .tuple(tie('filter'), fc.constantFrom(' and ', ' or '), tie('filter'))
        .map((all) => `(${all.join('')})`),
      tie('filter').map((inner) => `not (${inner})`),
    ),
  })).filter;
const valuePath = fc.oneof(
  nested(within(['value', 'type']), 2).map((inner) => `roles[${inner}]`),
  nested(within(['value', 'display', '$ref', 'type']), 2).map((inner) => `groups[${inner}]`),
  nested(within(['value']), 2).map((inner) => `schemas[${inner}]`),
  nested(within(['value', 'type']), 2).map((inner) => `photos[${inner}]`),
  nested(within(['value']), 2).map((inner) => `profile.Skills[${inner}]`),
);
const anyFilter = nested(
  fc.oneof({ weight: 5, arbitrary: comparison }, presence, { weight: 2, arbitrary: valuePath }),
  3,
);

/** CI compares the same filters each time; elsewhere each run compares others. `FC_SEED` repeats a run. */
const seed = Number(process.env.FC_SEED ?? (process.env.CI ? 20_261_125 : Date.now() % 2 ** 31));

onEachDatabase('the database', (product) => {
  const server = serverOn(product);

  test('finds whom a filter matches, over all attributes and operators', async () => {
    process.stdout.write(`Filters are compared with FC_SEED=${seed}.\n`);
    const { client, caller } = await server().openAccount();
    const ids: string[] = [];
    for (const [index, fields] of fc.sample(description, { numRuns: 40, seed: 7 }).entries()) {
      const { id } = await client.create(`agent-${index}@example.com`, JSON.parse(JSON.stringify(fields)));
      ids.push(id);
    }
    for (const [index, displayName] of ['Team A', 'team b'].entries()) {
      const members = ids.filter((_, at) => at % (index + 2) === 0);
      const { status } = await client.post('/Groups', { schemas: [groupSchema], displayName, members });
      expect(status).toBe(201);
    }
    const users = (await client.get('/Users?count=1000')).body.Resources as (ScimResource & { id: string })[];
    const known = await server().application.listProfileAttributes(caller, {});
    const whole = wholeResource(accountUserType(known));
    await fc.assert(
      fc.asyncProperty(anyFilter, async (filter) => {
        const expected = users.filter((user) => matches(filter, user, whole)).map(({ id }) => id);
        expect(await client.find(filter)).toEqual(expected);
      }),
      { numRuns: 500, seed },
    );
  });
});
