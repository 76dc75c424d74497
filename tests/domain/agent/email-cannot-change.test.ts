import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { desired, later, provisioned } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

describe('the userName', () => {
  test.each([
    'ada',
    'ada@',
    '@example.com',
    'ada@example',
    'ada@@example.com',
    'ada lovelace@example.com',
    'ada@example..com',
    '.ada@example.com',
    'ada@-example.com',
    'ada@example.com\n',
    '',
  ])('%j is refused, since it is no email address', (userName) => {
    const refusal = refusalOf(() => provisioned({ userName }));
    expect(refusal.code).toBe('emailInvalid');
    expect(refusal.details.attribute).toBe('userName');
    expect(refusal.message).toContain(JSON.stringify(userName));
  });

  test.each([
    'ada@example.com',
    'Ada.Lovelace+okta@mail.example.co.uk',
    "o'brien@example.com",
    'zoë@bücher.example',
    `${'a'.repeat(64)}@example.com`,
  ])('%j is an email address', (userName) => {
    expect(provisioned({ userName }).state.userName).toBe(userName);
  });

  test('has a local part of at most 64 octets and is at most 254 octets long', () => {
    expect(refusalOf(() => provisioned({ userName: `${'a'.repeat(65)}@example.com` })).code).toBe(
      'emailInvalid',
    );
    const longest = `a@${`${'b'.repeat(59)}.`.repeat(4)}${'c'.repeat(12)}`;
    expect(longest).toHaveLength(254);
    expect(provisioned({ userName: longest }).state.userName).toBe(longest);
    expect(refusalOf(() => provisioned({ userName: `${longest}c` })).code).toBe('emailInvalid');
  });

  test('can never change', () => {
    const refusal = refusalOf(() => provisioned().revise(desired({ userName: 'grace@example.com' }), later));
    expect(refusal.code).toBe('userNameImmutable');
    expect(refusal.message).toContain('ada@example.com');
  });

  test('keeps its first letter case; a difference in letter case only is no change', () => {
    const agent = provisioned({ userName: 'Ada@Example.com' });
    const change = agent.revise(
      desired({ userName: 'ADA@EXAMPLE.COM', emails: [{ value: 'ada@example.COM', primary: true }] }),
      later,
    );
    expect(change.events).toEqual([]);
    expect(change.state.state.userName).toBe('Ada@Example.com');
  });
});

describe('the primary email', () => {
  test('is the userName where none is given', () => {
    expect(provisioned().state.emails).toEqual([{ value: 'ada@example.com', primary: true }]);
    expect(provisioned({ emails: [{ value: 'home@example.com', type: 'home' }] }).state.emails).toEqual([
      { value: 'ada@example.com', primary: true },
      { value: 'home@example.com', type: 'home' },
    ]);
  });

  test('is the address equal to the userName where none is marked', () => {
    expect(provisioned({ emails: [{ value: 'ADA@example.com', type: 'work' }] }).state.emails).toEqual([
      { value: 'ada@example.com', type: 'work', primary: true },
    ]);
  });

  test('that differs from the userName is refused when provisioning, and can never change', () => {
    const wrong = desired({ emails: [{ value: 'grace@example.com', primary: true }] });
    const atFirst = refusalOf(() => provisioned(wrong));
    expect(atFirst.code).toBe('primaryEmailDiffers');
    expect(atFirst.message).toMatch(/grace@example\.com.*ada@example\.com/);
    const whenThere = refusalOf(() => provisioned().revise(wrong, later));
    expect(whenThere.code).toBe('primaryEmailImmutable');
    expect(whenThere.message).toMatch(/ada@example\.com.*grace@example\.com.*assign the person anew/);
  });

  test('is only one', () => {
    const emails = [
      { value: 'ada@example.com', primary: true },
      { value: 'ada@example.com', primary: true },
    ];
    expect(refusalOf(() => provisioned({ emails })).code).toBe('attributeInvalid');
  });

  test('counts nothing that has no value, as directories send for an empty mapping', () => {
    expect(provisioned({ emails: [{ value: '', type: 'home', primary: true }] }).state.emails).toEqual([
      { value: 'ada@example.com', primary: true },
    ]);
  });
});

test('after any revision that is accepted the userName is the only primary email', () => {
  const address = fc.constantFrom(
    'ada@example.com',
    'ADA@example.com',
    'grace@example.com',
    'x@y.example',
    '',
  );
  const email = fc.record(
    { value: address, type: fc.constantFrom('work', 'home'), primary: fc.boolean() },
    { requiredKeys: ['value'] },
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(email, { maxLength: 4 }), address, (emails, userName) => {
      const agent = provisioned();
      let revised = agent;
      try {
        revised = agent.revise(desired({ userName, emails }), later).state;
        accepted += 1;
      } catch {
        // Refused: the agent is what it was.
      }
      expect(revised.state.userName).toBe('ada@example.com');
      const primary = revised.state.emails.filter((each) => each.primary === true);
      expect(primary.map(({ value }) => value)).toEqual(['ada@example.com']);
    }),
  );
  expect(accepted).toBeGreaterThan(0);
});
