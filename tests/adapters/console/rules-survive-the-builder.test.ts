import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  blankCondition,
  type Condition,
  type Conditions,
  conditionOperators,
  conditionsIn,
  isComplete,
  textOf,
} from '../../../src/adapters/console/rule-editor/conditions.ts';
import { parseFilter } from '../../../src/scim/filter/parse-filter.ts';

const meaning = (text: string) =>
  JSON.parse(JSON.stringify(parseFilter(text), (key, value) => (key === 'position' ? undefined : value)));

test.each([
  'userName eq "ada"',
  'profile.team eq "Support" and active eq true',
  'profile.level ge 3 or title pr',
  'profile.team eq "A" and (profile.site eq "B" or profile.site eq "C")',
  'not (title pr)',
  'not (title pr or active eq false) and userName sw "a"',
  'not (title pr and active eq true)',
  'URN:IETF:params:scim:schemas:extension:enterprise:2.0:User:department eq "a \\"b\\" \\u00e9"',
  'active eq true and (title pr and userName pr)',
])('the builder shows %s, and writes what means the same', (text) => {
  const shown = conditionsIn(text);
  expect(shown && isComplete(shown)).toBe(true);
  expect(meaning(textOf(shown as Conditions))).toEqual(meaning(text));
});

test.each([
  'emails[type eq "work" and value ew "@example.com"]',
  'title eq null',
  'title eq ""',
  'userName eq',
  'a eq 1 and (b eq 1 or (c eq 1 and (d eq 1 or e eq 1)))',
])('what it cannot show stays a text: %s', (text) => {
  expect(conditionsIn(text)).toBeUndefined();
});

describe('what somebody has built', () => {
  const condition = fc.record({
    kind: fc.constant('condition' as const),
    attribute: fc.constantFrom('userName', 'profile.team', 'name.givenName', 'active'),
    operator: fc.constantFrom(...conditionOperators),
    value: fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean()),
  }) satisfies fc.Arbitrary<Condition>;
  const several = <Part>(part: fc.Arbitrary<Part>) =>
    fc.record({
      kind: fc.constant('conditions' as const),
      join: fc.constantFrom('all' as const, 'any' as const, 'none' as const),
      of: fc.array(part, { minLength: 1, maxLength: 4 }),
    });
  const built = several(fc.oneof(condition, several(condition)));

  test('is shown again, and means the same', () => {
    fc.assert(
      fc.property(built, (conditions) => {
        const text = textOf(conditions);
        const again = conditionsIn(text);
        expect(again).toBeDefined();
        expect(meaning(textOf(again as Conditions))).toEqual(meaning(text));
      }),
    );
  });

  test('leaves out what nobody has chosen yet, and is not complete then', () => {
    const unfinished: Conditions = {
      kind: 'conditions',
      join: 'all',
      of: [{ ...blankCondition, attribute: 'title', operator: 'pr' }, blankCondition],
    };
    expect(textOf(unfinished)).toBe('title pr');
    expect(isComplete(unfinished)).toBe(false);
  });
});
