import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/criteria/json.ts';
import { attributeLimits } from '../../../src/domain/shared/attribute-limits.ts';
import { desired, later, provisioned } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const nested = (levels: number): JsonValue => (levels === 0 ? 'x' : { a: nested(levels - 1) });
const listed = (levels: number): JsonValue => (levels === 0 ? 'x' : [listed(levels - 1)]);
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, i]));

describe('at a limit an agent is accepted, one beyond it is refused by the attribute', () => {
  const { stringCharactersMax, valuesMax, depthMax, attributeNameCharactersMax, externalIdCharactersMax } =
    attributeLimits;
  const cases: [string, (size: number) => Parameters<typeof desired>[0], number, string][] = [
    [
      'characters of a string',
      (n) => ({ directory: { title: 'x'.repeat(n) } }),
      stringCharactersMax,
      'title',
    ],
    [
      'characters of a custom value',
      (n) => ({ profile: { note: 'x'.repeat(n) } }),
      stringCharactersMax,
      'profile.note',
    ],
    ['values of a list', (n) => ({ directory: { ims: Array(n).fill('x') } }), valuesMax, 'ims'],
    [
      'emails',
      (n) => ({ emails: Array.from({ length: n }, (_, i) => ({ value: `a${i}@x.example` })) }),
      valuesMax,
      'emails',
    ],
    ['custom attributes', (n) => ({ profile: many(n) }), valuesMax, 'profile'],
    ['attributes of an object', (n) => ({ directory: { a: many(n) } }), valuesMax, 'a'],
    [
      'attributes of an extension',
      (n) => ({ directory: { 'urn:x:y': { manager: many(n) } } }),
      valuesMax,
      'urn:x:y:manager',
    ],
    ['levels', (n) => ({ directory: { a: nested(n - 1) } }), depthMax, 'a.a.a.a.a'],
    ['levels of lists', (n) => ({ directory: { a: listed(n - 1) } }), depthMax, 'a'],
    [
      'characters of a custom name',
      (n) => ({ profile: { ['x'.repeat(n)]: 1 } }),
      attributeNameCharactersMax,
      'profile.xxx',
    ],
    [
      'characters of externalId',
      (n) => ({ externalId: 'x'.repeat(n) }),
      externalIdCharactersMax,
      'externalId',
    ],
    [
      'emoji of externalId',
      (n) => ({ externalId: '\u{1F600}'.repeat(n) }),
      externalIdCharactersMax,
      'externalId',
    ],
    [
      'emoji of a string',
      (n) => ({ directory: { title: '\u{1F600}'.repeat(n) } }),
      stringCharactersMax,
      'title',
    ],
  ];
  test.each(cases)('%s', (_, fields, limit, attribute) => {
    expect(() => provisioned(fields(limit - 1))).not.toThrow();
    expect(() => provisioned(fields(limit))).not.toThrow();
    const refusal = refusalOf(() => provisioned(fields(limit + 1)));
    expect(refusal.code).toBe('attributeTooLarge');
    expect(refusal.message).toContain(attribute);
    expect(refusal.details.attribute).toContain(attribute);
    expect(refusal.message).toContain(String(limit));
  });

  test('and an object with too many attributes is named as the object that it is', () => {
    const attributeRefused = (fields: Parameters<typeof desired>[0]) =>
      refusalOf(() => provisioned(fields)).details.attribute;
    expect(attributeRefused({ profile: many(valuesMax + 1) })).toBe('profile');
    expect(attributeRefused({ directory: { 'urn:x:y': many(valuesMax + 1) } })).toBe('urn:x:y');
  });

  test('characters of all attributes together', () => {
    const filler = (count: number) => ({
      ...Object.fromEntries(
        Array.from({ length: 7 }, (_, i) => [`f${i}`, 'x'.repeat(stringCharactersMax - 2)]),
      ),
      last: 'x'.repeat(count),
    });
    const left = attributeLimits.agentCharactersMax - 7 * stringCharactersMax - 'last'.length;
    expect(() => provisioned({ directory: filler(left) })).not.toThrow();
    expect(refusalOf(() => provisioned({ directory: filler(left + 1) })).code).toBe('attributeTooLarge');
  });
});

test.each([
  [{ externalId: 'x\ud800' }],
  [{ displayName: '\udfff' }],
  [{ name: { givenName: '\ud83d' } }],
  [{ directory: { title: 'a\ud800b' } }],
  [{ directory: { '\ud800': 'x' } }],
  [{ profile: { skills: ['\ud800'] } }],
  [{ emails: [{ value: 'b@example.com', type: '\ud800' }] }],
])('half of a surrogate pair is refused, since no database keeps it: %j', (fields) => {
  expect(refusalOf(() => provisioned(fields)).code).toBe('attributeInvalid');
});

describe('custom profile attributes', () => {
  test('are scalars and lists of scalars, and come back as they went in', () => {
    const profile = {
      location: 'Austin',
      grade: 4.5,
      remote: true,
      skills: ['chat', 'email'],
      levels: [1, 2],
    };
    expect(provisioned({ profile }).state.profile).toEqual(profile);
  });

  test('without a value are not kept', () => {
    expect(provisioned({ profile: { a: null, b: [], c: '' } }).state.profile).toEqual({ c: '' });
    const directory = { ims: [null, 'x', null], photos: [null] };
    expect(provisioned({ directory }).state.directory).toStrictEqual({ ims: ['x'] });
  });

  test.each([
    [{ a: { b: 1 } }],
    [{ a: [{ b: 1 }] }],
    [{ a: [['b']] }],
    [{ '1a': 1 }],
    [{ 'a b': 1 }],
    [{ a: 1, A: 2 }],
  ])('%j is refused', (profile) => {
    expect(refusalOf(() => provisioned({ profile })).code).toBe('attributeInvalid');
  });

  test('are matched regardless of case and keep their first spelling', () => {
    const agent = provisioned({ profile: { costCenter: '410' } });
    expect(agent.revise(desired({ profile: { COSTCENTER: '410' } }), later).events).toEqual([]);
    const change = agent.revise(desired({ profile: { costcenter: '411' } }), later);
    expect(change.events[0]?.changes).toEqual([{ path: 'profile.costCenter', from: '410', to: '411' }]);
  });
});

test('a password is kept nowhere, however it is spelled and wherever it stands', () => {
  const secret = 's3cret-1mz050nq';
  const spelling = fc.constantFrom('password', 'Password', 'PASSWORD');
  fc.assert(
    fc.property(spelling, spelling, spelling, (top, inner, custom) => {
      const fields = {
        directory: {
          [top]: secret,
          'urn:x:y': { [inner]: secret, kept: 'yes' },
          list: [{ [inner]: secret, a: 1 }],
        },
        profile: { [custom]: secret },
      };
      expect(JSON.stringify(provisioned(fields))).not.toContain(secret);
      const change = provisioned().revise(desired(fields), later);
      expect(JSON.stringify(change)).not.toContain(secret);
      expect(JSON.stringify(change)).toContain('yes');
    }),
  );
});

test('whatever is refused leaves the agent as it was', () => {
  const agent = provisioned({ profile: { a: 1 }, directory: { title: 'x' } });
  const before = JSON.stringify(agent);
  fc.assert(
    fc.property(
      fc.record({
        directory: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<JsonValue>),
        profile: fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<JsonValue>),
      }),
      (fields) => {
        try {
          agent.revise(desired(fields), later);
        } catch (error) {
          expect((error as Error).name).toBe('DomainError');
        }
        expect(JSON.stringify(agent)).toBe(before);
      },
    ),
  );
});
