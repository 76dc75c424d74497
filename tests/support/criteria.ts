import fc from 'fast-check';
import type { ComparisonOperator, Criteria } from '../../src/criteria/criteria.ts';
import type { Field, Scalar } from '../../src/criteria/field.ts';
import { agentFields, profileField } from '../../src/domain/agent/agent-fields.ts';
import type { DesiredAgent } from '../../src/domain/agent/desired-agent.ts';

const long = 'long'.repeat(60);
/** Texts that databases like to confuse, and some that share their beginning beyond what an index holds. */
export const confusableTexts = [
  ...[
    'a',
    'A',
    'ab',
    'ab ',
    ' ab',
    'b',
    'B%',
    'a_b',
    'a\\b',
    "o'b",
    '',
    'ß',
    'ss',
    'ä',
    'a\u0308',
    'İ',
    'i',
    'é',
  ],
  ...['\uFF5E', '\u{1F600}', '2024-01-01', '2024-01-01T00:00:00Z', '2024-01-01T01:00:00+01:00', '5', 'true'],
  ...[
    'ΟΔΟΣ',
    'οδος',
    'ΟΔΟΣΑ',
    'Straße',
    'STRASSE',
    'ẞ',
    'ﬁ',
    'fi',
    'ı',
    'i\u0307',
    '\u212B',
    'a\u030A',
    'E\u0301',
    'ᾳ',
    'αι',
  ],
  ...['a\0', '\0', 'a\0b', 'a\0B', '\0b', 'a ', 'a  ', ' ', 'a\t', 'a\n', 'a\u00A0', 's', 'sa'],
  ...[
    `${long}\0a`,
    `${long}a `,
    `\0${long}`,
    'ß'.repeat(130),
    'ß'.repeat(99),
    `${'\u{1F600}'.repeat(199)}`,
    `${'\u{1F600}'.repeat(200)}a`,
  ],
  ...[long, `${long}a`, `${long}B`, `${long}b`, `${long.slice(0, 199)}`, `${long.slice(0, 198)}`, `x${long}`],
];
const text = fc.constantFrom(...confusableTexts);
const number = fc.constantFrom(0, 1, -1, 5, 5.5, -5.5, 1e300, -1e300, 1e-300, 2 ** 53);
const scalar = fc.oneof({ weight: 3, arbitrary: text }, number, fc.boolean());
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const elements = fc
  .array(fc.record({ value: text, type: perhaps(fc.constantFrom('work', 'Work', 'home', 'x')) }), {
    maxLength: 3,
  })
  .chain((list) =>
    fc
      .option(fc.nat({ max: 3 }), { nil: 9 })
      .map((primary) =>
        list.map((value, index) => (index === primary ? { ...value, primary: true } : value)),
      ),
  );

const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What a directory may say of a person, apart from who the person is. */
export const anyDescription: fc.Arbitrary<Partial<DesiredAgent>> = fc.record({
  active: fc.boolean(),
  externalId: perhaps(text),
  displayName: perhaps(text),
  name: fc.record({ givenName: perhaps(text), familyName: perhaps(text) }),
  emails: fc.array(
    fc.record({
      value: fc.constantFrom('x@example.com', 'Y@example.com'),
      type: perhaps(fc.constantFrom('work', 'home')),
    }),
    { maxLength: 2 },
  ),
  profile: fc.record({
    Team: perhaps(scalar),
    level: perhaps(fc.oneof(number, text)),
    skills: perhaps(fc.array(scalar, { maxLength: 3 })),
  }),
  directory: fc.record({
    title: perhaps(text),
    roles: elements,
    [enterpriseUrn]: fc.record({ department: perhaps(text), manager: perhaps(fc.record({ value: text })) }),
  }),
});

const field = (path: string): Field => ({ path, type: 'text', caseExact: false });
const textFields = [
  ...['displayName', 'name.givenName', 'name.familyName', 'title', 'roles.value', 'roles.type'].map(field),
  ...[`${enterpriseUrn}:department`, `${enterpriseUrn}:manager.value`, 'nickName'].map(field),
  ...[agentFields.externalId, agentFields.email, agentFields.userName],
];
const openFields = [profileField('team'), profileField('level'), profileField('skills')];
const instantFields: Field[] = [
  ...openFields.map((open): Field => ({ ...open, type: 'instant' })),
  agentFields.created,
  agentFields.lastModified,
];
const versionField: Field = {
  path: 'meta.version',
  type: 'text',
  caseExact: true,
  affixes: { before: 'W/"', after: '"' },
};

const orders = ['equals', 'greater', 'greaterOrEqual', 'less', 'lessOrEqual'] as const;
const operator: fc.Arbitrary<ComparisonOperator> = fc.constantFrom(
  ...orders,
  'contains',
  'startsWith',
  'endsWith',
);
const order: fc.Arbitrary<ComparisonOperator> = fc.constantFrom(...orders);
const compare = (
  fields: readonly Field[],
  operators: fc.Arbitrary<ComparisonOperator>,
  value: fc.Arbitrary<Scalar>,
) =>
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.constantFrom(...fields),
    operator: operators,
    value,
  });
const part = fc.oneof(
  text,
  text.map((whole) => [...whole].slice(0, 2).join('')),
  text.map((whole) => [...whole].slice(-2).join('')),
);
const instants = fc.constantFrom(
  '2024-01-01',
  '2024-01-01T00:00:00Z',
  '2023-12-31T23:00:00-01:00',
  '2030-01-01',
  'x',
);
// No agent keeps minus zero, and who asks for it asks for zero.
const numbers = compare(openFields, order, fc.oneof(number, fc.constant(-0)));
const booleans = compare([agentFields.active, ...openFields], fc.constant('equals'), fc.boolean());
const versions = compare(
  [versionField],
  operator,
  fc.constantFrom('W/"1"', 'W/"2"', 'W/', '1', 'W/"', '"', 'w/"1"', 'W/"1" ', '" ', 'x', ''),
);
const locations = fc.constantFrom('', 'https://x.example/', 'https://x.example/Users/').chain((before) =>
  compare(
    [{ ...agentFields.id, affixes: { before: 'https://x.example/Users/', after: '' } }],
    operator,
    fc.constantFrom('', 'https', '0199', '0', 'z', '-8000-', '01 ', ' ').map((rest) => before + rest),
  ),
);
const present: fc.Arbitrary<Criteria> = fc
  .constantFrom(...textFields, ...openFields, agentFields.active, agentFields.created)
  .map((presentField) => ({ kind: 'present', field: presentField }));

const leaf: fc.Arbitrary<Criteria> = fc.oneof(
  { weight: 4, arbitrary: compare([...textFields, ...openFields], operator, part) },
  ...[numbers, booleans, compare(instantFields, order, instants), versions, locations, present],
);
const elementField = (path: string) => ['value', 'type'].map((sub) => field(`${path}.${sub}`));
const elementLeaf = (path: string): fc.Arbitrary<Criteria> =>
  fc.oneof(
    compare(elementField(path), operator, fc.oneof(part, fc.constantFrom('work', 'home'))),
    fc
      .constantFrom(...elementField(path))
      .map((presentField): Criteria => ({ kind: 'present', field: presentField })),
    fc.boolean().map(
      (value): Criteria => ({
        kind: 'compare',
        operator: 'equals',
        field: { path: `${path}.primary`, type: 'boolean', caseExact: false },
        value,
      }),
    ),
  );

/** Criteria put together of leaves, to some depth. */
export const treeOf = (leaves: fc.Arbitrary<Criteria>, maxDepth: number): fc.Arbitrary<Criteria> =>
  fc.letrec<{ criteria: Criteria }>((tie) => ({
    criteria: fc.oneof(
      { maxDepth },
      leaves,
      fc.array(tie('criteria'), { maxLength: 3 }).map((of): Criteria => ({ kind: 'all', of })),
      fc.array(tie('criteria'), { maxLength: 3 }).map((of): Criteria => ({ kind: 'any', of })),
      tie('criteria').map((of): Criteria => ({ kind: 'not', of })),
    ),
  })).criteria;

/** Criteria about the elements of a list. */
export const anyElementCriteria = fc
  .constantFrom('emails', 'roles')
  .chain((path) => treeOf(elementLeaf(path), 2).map((of) => ({ kind: 'element' as const, path, of })));

/** Criteria of every kind, about agents that are described so. */
export const anyCriteria: fc.Arbitrary<Criteria> = treeOf(
  fc.oneof({ weight: 4, arbitrary: leaf }, anyElementCriteria),
  3,
);

/** What agents that are described so can be sorted by. */
export const anySortField: fc.Arbitrary<Field> = fc.constantFrom(
  ...[agentFields.userName, agentFields.externalId, agentFields.active, agentFields.created, agentFields.id],
  ...[
    field('title'),
    field('roles.value'),
    field('displayName'),
    profileField('level'),
    profileField('skills'),
  ],
);
