import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/criteria/json.ts';
import {
  asDeclared,
  type ProfileAttributeDeclaration,
  profileAttributeDeclaration,
  requireDeclaredValue,
  requireProfileAttributeName,
} from '../../../src/domain/profile-attribute/profile-attribute-declaration.ts';
import { refusalOf } from '../../support/refusal.ts';

const declare = (declaration: ProfileAttributeDeclaration) =>
  profileAttributeDeclaration('team', declaration);
const held = (declaration: ProfileAttributeDeclaration, value: JsonValue) =>
  requireDeclaredValue('profile.team', value, declaration);

describe('a name', () => {
  test.each(['a', '$a', 'Team2', 'cost-center', 'a_b.c$d', 'x'.repeat(128)])('may be %s', (name) => {
    expect(() => requireProfileAttributeName(name)).not.toThrow();
  });

  test.each(['', '2a', '.a', '-a', 'a b', 'ä', 'a:b'])('cannot be %j', (name) => {
    const { code, message, details } = refusalOf(() => requireProfileAttributeName(name));
    expect(code).toBe('attributeInvalid');
    expect(message).toBe(
      `"profile.${name}" must be named with a letter first and then letters, digits, "-", "_", "." or "$".`,
    );
    expect(details).toEqual({ attribute: `profile.${name}` });
  });

  test('has 128 characters at most, of which a refusal repeats 40', () => {
    const { code, message, details } = refusalOf(() => requireProfileAttributeName('x'.repeat(129)));
    const attribute = `profile.${'x'.repeat(40)}`;
    expect(code).toBe('attributeTooLarge');
    expect(message).toBe(`"${attribute}…" has too long a name; allowed is at most 128 characters.`);
    expect(details).toEqual({ attribute });
  });
});

describe('a declaration', () => {
  test('says no more than it was given: any type, not required', () => {
    expect(declare({})).toEqual({ required: false });
  });

  test('with a type is about single values where nothing else is said', () => {
    expect(declare({ type: 'number' })).toEqual({ type: 'number', multiValued: false, required: false });
  });

  test('without a type does not say whether values are lists', () => {
    expect(declare({ multiValued: true }).multiValued).toBeUndefined();
  });

  test('keeps all that it says', () => {
    const whole: ProfileAttributeDeclaration = {
      ...{ displayName: 'Team', description: 'Where one works', type: 'string', multiValued: true },
      ...{ allowedValues: ['QA', 'Sales'], required: true },
    };
    expect(declare(whole)).toEqual(whole);
  });

  test.each([
    ['displayName', 200],
    ['description', 2000],
  ] as const)('has a %s of at most %i characters', (attribute, max) => {
    expect(declare({ [attribute]: 'x'.repeat(max) })[attribute]).toHaveLength(max);
    const { code, message, details } = refusalOf(() => declare({ [attribute]: 'x'.repeat(max + 1) }));
    expect(code).toBe('attributeTooLarge');
    expect(message).toBe(`"${attribute}" has ${max + 1} characters; allowed are at most ${max}.`);
    expect(details).toEqual({ attribute });
  });

  test('holds whole characters only', () => {
    expect(refusalOf(() => declare({ displayName: '\ud800' })).code).toBe('attributeInvalid');
    expect(refusalOf(() => declare({ description: '\ud800' })).code).toBe('attributeInvalid');
  });

  test('allows 1 to 256 values, or any', () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => index);
    expect(declare({ allowedValues: values(1) }).allowedValues).toHaveLength(1);
    expect(declare({ allowedValues: values(256) }).allowedValues).toHaveLength(256);
    for (const count of [0, 257]) {
      const { code, message, details } = refusalOf(() => declare({ allowedValues: values(count) }));
      expect(code).toBe('attributeTooLarge');
      expect(message).toBe(
        `"allowedValues" has ${count} values; allowed are 1 to 256. Leave it out to allow any.`,
      );
      expect(details).toEqual({ attribute: 'allowedValues' });
    }
  });

  test('allows only values of its type', () => {
    expect(refusalOf(() => declare({ type: 'number', allowedValues: [1, 'two'] })).message).toBe(
      '"profile.team" must be a number, which "two" is not.',
    );
    expect(declare({ type: 'string', multiValued: true, allowedValues: ['QA'] }).allowedValues).toEqual([
      'QA',
    ]);
  });
});

describe('a value that came in another form', () => {
  test.each<[ProfileAttributeDeclaration, JsonValue, JsonValue | undefined]>([
    [{ type: 'number' }, '7', 7],
    [{ type: 'number' }, '-1.5e3', -1500],
    [{ type: 'number' }, ['7'], 7],
    [{ type: 'number' }, '', undefined],
    [{ type: 'number', multiValued: true }, '7', [7]],
    [{ type: 'number', multiValued: true }, ['7', '', 8, '7'], [7, 8]],
    [{ type: 'boolean' }, 'True', true],
    [{ type: 'boolean' }, 'FALSE', false],
    [{ type: 'boolean' }, [''], undefined],
    [{ type: 'string' }, 7, '7'],
    [{ type: 'string' }, true, 'true'],
    [{ type: 'string' }, ['QA'], 'QA'],
    [{ type: 'string' }, '', ''],
    [{ type: 'string', multiValued: true }, 'QA', ['QA']],
    [{ type: 'string', multiValued: true }, [1, true, 'QA'], ['1', 'true', 'QA']],
    [{ type: 'instant' }, ['2026-11-23'], '2026-11-23'],
    [{ type: 'instant' }, '', undefined],
    [{ type: 'string', allowedValues: ['QA'] }, '', undefined],
    [{ type: 'string', allowedValues: ['QA', ''] }, '', ''],
    [{ allowedValues: ['QA'] }, ['', 'QA'], ['QA']],
  ])('by %j: %j is %j', (declaration, value, read) => {
    expect(asDeclared(value, declaration)).toEqual(read);
  });

  test.each<[ProfileAttributeDeclaration, JsonValue]>([
    [{}, 'True'],
    [{}, ['x']],
    [{}, ''],
    [{ type: 'number' }, 'seven'],
    [{ type: 'number' }, ' 7'],
    [{ type: 'number' }, '007'],
    [{ type: 'number' }, '12345678901234567890'],
    [{ type: 'number' }, true],
    [{ type: 'boolean' }, 'yes'],
    [{ type: 'boolean' }, 1],
    [{ type: 'instant' }, 7],
    [{ type: 'string' }, ['a', 'b']],
    [{ type: 'string' }, { a: 1 }],
  ])('by %j: %j stays as it is, to be refused where it is wrong', (declaration, value) => {
    expect(asDeclared(value, declaration)).toEqual(value);
  });
});

describe('a value', () => {
  test.each<[ProfileAttributeDeclaration, JsonValue]>([
    [{}, 'QA'],
    [{}, [1, 'QA']],
    [{ type: 'string' }, 'QA'],
    [{ type: 'string' }, '2026-11-23'],
    [{ type: 'number' }, 0],
    [{ type: 'boolean' }, false],
    [{ type: 'instant' }, '2026-11-23'],
    [{ type: 'instant' }, '2026-11-23T12:00:00Z'],
    [{ type: 'string', multiValued: true }, ['QA', 'Sales']],
    [{ allowedValues: ['QA', 1] }, 'qa'],
    [{ allowedValues: ['QA', 1] }, ['QA', 1]],
  ])('of %j may be %j', (declaration, value) => {
    expect(() => held(declaration, value)).not.toThrow();
  });

  test.each<[ProfileAttributeDeclaration, JsonValue, string]>([
    [{ type: 'string' }, 1, 'must be a string, which 1 is not.'],
    [{ type: 'string' }, ['QA'], 'must be a string, which ["QA"] is not.'],
    [{ type: 'number' }, '1', 'must be a number, which "1" is not.'],
    [{ type: 'boolean' }, 'true', 'must be a boolean, which "true" is not.'],
    [{ type: 'instant' }, 'soon', 'must be a date, which "soon" is not.'],
    [{ type: 'string', multiValued: true }, 'QA', 'must be a list of strings, which "QA" is not.'],
    [{ type: 'number', multiValued: true }, [1, 'two'], 'must be a list of numbers, which [1,"two"] is not.'],
    [{ allowedValues: ['QA', 1] }, 'Sales', 'cannot be "Sales"; allowed are "QA", 1.'],
    [{ allowedValues: ['QA', 1] }, '1', 'cannot be "1"; allowed are "QA", 1.'],
    [{ allowedValues: ['QA', 'x'] }, ['QA', 'Sales'], 'cannot be "Sales"; allowed are "QA", "x".'],
  ])('of %j cannot be %j', (declaration, value, why) => {
    const refusal = refusalOf(() => held(declaration, value));
    expect(refusal.code).toBe('attributeInvalid');
    expect(refusal.message).toBe(`"profile.team" ${why}`);
    expect(refusal.details).toMatchObject({ attribute: 'profile.team' });
  });

  test('is not repeated where the attribute is confidential', () => {
    const why = (declaration: ProfileAttributeDeclaration) =>
      refusalOf(() => held({ ...declaration, confidential: true }, 'Sales')).message;
    expect(why({ type: 'number' })).toBe(
      '"profile.team" must be a number, which the value that came is not.',
    );
    expect(why({ allowedValues: ['QA'] })).toBe(
      '"profile.team" cannot be the value that came; allowed are "QA".',
    );
  });

  test('of another type is refused with the type, for machines', () => {
    expect(refusalOf(() => held({ type: 'instant', multiValued: true }, 'QA')).details).toEqual({
      attribute: 'profile.team',
      type: 'a list of dates',
    });
  });

  test('is shown shortened where it is long, and so are more than 20 allowed ones', () => {
    const long = 'x'.repeat(79);
    expect(refusalOf(() => held({ type: 'number' }, long)).message).toBe(
      `"profile.team" must be a number, which "${long}… is not.`,
    );
    expect(refusalOf(() => held({ type: 'number' }, 'x'.repeat(78))).message).toContain(
      `"${'x'.repeat(78)}"`,
    );
    const allowedValues = (count: number) => Array.from({ length: count }, (_, index) => index);
    expect(refusalOf(() => held({ allowedValues: allowedValues(20) }, 'x')).message).toMatch(/ 18, 19\.$/);
    expect(refusalOf(() => held({ allowedValues: allowedValues(21) }, 'x')).message).toMatch(/ 18, 19, …\.$/);
  });
});
