import fc from 'fast-check';
import { compareOperators } from '../../src/scim/filter/filter.ts';
import { enterpriseUrn, userUrn } from './resources.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const blank = fc.constantFrom(null, undefined);
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.oneof({ weight: 4, arbitrary: value }, blank);
const type = fc.constantFrom('work', 'home', 'other');
const scalar = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));

const elements = fc
  .array(fc.record({ value: perhaps(text), type: perhaps(type), primary: perhaps(fc.boolean()) }), {
    maxLength: 4,
  })
  .map((values) => {
    const first = values.findIndex(({ primary }) => primary === true);
    return values.map((value, index) =>
      index > first && value.primary ? { ...value, primary: false } : value,
    );
  });

/** Any letter case of the name. */
const cased = (name: string) => fc.mixedCase(fc.constant(name));

const attributes: Record<string, fc.Arbitrary<unknown>> = {
  title: text,
  displayName: text,
  active: fc.boolean(),
  name: fc.record({ givenName: perhaps(text), familyName: perhaps(text) }),
  emails: elements,
  roles: elements,
  profile: fc.dictionary(
    fc.stringMatching(/^[a-z]{1,6}$/),
    fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
  ),
  [enterpriseUrn]: fc.record({
    department: perhaps(text),
    manager: perhaps(fc.record({ value: perhaps(text) })),
  }),
  id: fc.anything(),
  password: fc.anything(),
};

const someAttributes = fc
  .tuple(
    ...Object.entries(attributes).map(([name, value]) =>
      fc.option(fc.tuple(cased(name), perhaps(value)), { nil: undefined }),
    ),
  )
  .map((entries) => Object.fromEntries(entries.filter((entry) => entry !== undefined)));

/** Bodies that are right, with blanks and all spellings in them. */
export const anyUserBody = someAttributes.map((body) => ({
  schemas: [userUrn],
  userName: 'ada@example.com',
  ...body,
}));

const attributePaths = fc.constantFrom(
  ...['userName', 'title', 'active', 'name', 'name.givenName', 'emails', 'emails.value', 'roles', 'profile'],
  ...[
    'profile.location',
    'password',
    'id',
    'meta.created',
    'groups',
    'nothing',
    'name.nothing',
    enterpriseUrn,
  ],
  ...[`${enterpriseUrn}:manager`, `${enterpriseUrn}:department`, `${userUrn}:title`, 'schemas'],
);
const literals = fc.oneof(fc.json({ maxDepth: 0 }), fc.constantFrom('"work"', 'true', '5', 'null', '"', 'x'));
const terms = fc
  .tuple(attributePaths, fc.constantFrom(...compareOperators, 'pr', 'EQ', 'xx'), literals)
  .map(([path, operator, literal]) => (operator === 'pr' ? `${path} pr` : `${path} ${operator} ${literal}`));

/** Texts that are filters, or nearly. */
export const anyFilterText = fc.oneof(
  fc.string(),
  terms,
  fc.tuple(terms, fc.constantFrom(' and ', ' or ', ' ', ') and ('), terms).map((parts) => parts.join('')),
  terms.map((term) => `not (${term})`),
  terms.map((term) => `emails[${term.replace(/^\S+/, 'type')}]`),
  fc
    .array(fc.constantFrom('(', ')', '[', ']', 'not', 'and', 'or', 'a', 'eq', '"x"', '.', ' ', 'pr'))
    .map((parts) => parts.join('')),
);

/** Texts that are paths, or nearly. */
export const anyPathText = fc.oneof(
  attributePaths,
  fc.string(),
  terms.map((term) => `emails[${term.replace(/^\S+/, 'type')}].value`),
  anyFilterText.map((text) => `roles[${text}]`),
);

const anyJson = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ noUnicodeString: false }));

/** JSON that has something of a user in it, or nothing. */
export const anyBody = fc.oneof(
  anyJson,
  anyUserBody,
  fc
    .tuple(anyUserBody, fc.dictionary(fc.oneof(anyPathText, attributePaths, cased('title')), anyJson))
    .map(([body, more]) => ({ ...body, ...more })),
);

const op = fc.constantFrom('add', 'Replace', 'remove');
const operation = (path: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>) =>
  fc.record({ op, path, value });

/** Operations whose value fits the path, most of them. */
const fittingOperation = fc.oneof(
  operation(fc.constantFrom('title', 'NAME.givenName', 'profile.Location', `${enterpriseUrn}:manager`), text),
  operation(fc.constantFrom('emails', 'roles'), elements),
  operation(
    fc.constantFrom('emails[type eq "work"].value', 'roles[value co "a"].display', 'emails.type'),
    text,
  ),
  operation(
    fc.constantFrom('emails[type eq "home"].primary', 'active'),
    fc.constantFrom(true, false, 'True'),
  ),
  operation(
    fc.constantFrom('name', 'profile', enterpriseUrn),
    fc.constant({ department: 'Care', givenName: null }),
  ),
  fc.record({ op: fc.constantFrom('add', 'replace'), value: someAttributes }),
);

/** Operations of all kinds, many of them wrong. */
export const anyOperation = fc.oneof(
  { weight: 4, arbitrary: fittingOperation },
  fc.record(
    {
      op: fc.oneof({ weight: 9, arbitrary: op }, anyJson),
      path: fc.oneof({ weight: 9, arbitrary: anyPathText }, anyJson),
      value: fc.oneof(anyBody, elements, someAttributes, text),
    },
    { requiredKeys: ['op'] },
  ),
);
