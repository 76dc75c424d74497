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
    'ada\n@example.com',
    '\u0301ada@example.com',
    'ada.\u0301b@example.com',
    'ada@\u0301example.com',
    'a\u200Dda@example.com',
    'ada\u200C@example.com',
    'ada@exam\u200Cple.com',
    'ada@example.com\u200B',
    'ada\ud800@example.com',
    ' ',
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
    'प्रिया@उदाहरण.भारत',
    'สมหญิง.ใจดี@ตัวอย่าง.ไทย',
    'கவிதா@எடுத்துக்காட்டு.இந்தியா',
    'ঋতুপর্ণা@উদাহরণ.বাংলা',
    'క్\u200Dషమ@ఉదాహరణ.భారత్',
    'क\u094D\u200Dष@क\u094D\u200Cष.example',
    'نامه\u200Cای@example.com',
    'zoe\u0308@bu\u0308cher.example',
    'Nguye\u0302\u0303n@example.com',
    '김@예시.한국',
    '\u1100\u1175\u11B7@example.com',
    '山田@例え.テスト',
    'ada@xn--bcher-kva.example',
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

  test.each([
    ['two octets', '\u00E9'],
    ['two octets when they are composed', 'e\u0301'],
    ['three octets, and nine when they are not', '\u1EBF'],
  ])('is measured in octets of NFC, of characters of %s', (_, character) => {
    const octets = new TextEncoder().encode(character.normalize('NFC')).length;
    const local = (extra: number) =>
      character.normalize('NFD').repeat(Math.floor(64 / octets)) + 'a'.repeat((64 % octets) + extra);
    expect(provisioned({ userName: `${local(0)}@example.com` }).state.userName).toBe(
      `${local(0)}@example.com`,
    );
    expect(refusalOf(() => provisioned({ userName: `${local(1)}@example.com` })).code).toBe('emailInvalid');
    const domain = (extra: number) =>
      `a@${`${character.normalize('NFD').repeat(Math.floor(245 / octets))}`}${'b'.repeat((245 % octets) + extra)}.museum`;
    expect(provisioned({ userName: domain(0) }).state.userName).toBe(domain(0));
    expect(refusalOf(() => provisioned({ userName: domain(1) })).code).toBe('emailInvalid');
  });

  test.each([' ada@example.com', 'ada@example.com\n', '\t ada@example.com\u00A0'])(
    '%j is kept without the blanks around it',
    (userName) => {
      const agent = provisioned({ userName, emails: [{ value: userName, type: 'work', primary: true }] });
      expect(agent.state.userName).toBe('ada@example.com');
      expect(agent.state.emails).toEqual([{ value: 'ada@example.com', type: 'work', primary: true }]);
      expect(agent.revise(desired({ userName, emails: agent.state.emails }), later).events).toEqual([]);
    },
  );

  test.each([
    ['zo\u00EB@example.com', 'ZOE\u0308@example.com'],
    ['straße@example.com', 'STRASSE@example.com'],
    ['ΟΔΟΣ@example.com', 'οδος@example.com'],
  ])('%s stays what it was first where it comes as %s', (first, other) => {
    const change = provisioned({ userName: first }).revise(
      desired({ userName: other, emails: [{ value: other, primary: true }] }),
      later,
    );
    expect(change.events).toEqual([]);
    expect(change.state.state.userName).toBe(first);
  });

  test('is another one where its domain is written in letters and in punycode', () => {
    const agent = provisioned({ userName: 'ada@b\u00FCcher.example' });
    const change = () => agent.revise(desired({ userName: 'ada@xn--bcher-kva.example' }), later);
    expect(refusalOf(change).code).toBe('userNameImmutable');
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

describe('an email that is not primary', () => {
  test.each(['none', '+49 151 2345678', 'ada at home', 'a@b', 'x'.repeat(32_768)])(
    'need not be an address: %.20s',
    (value) => {
      const emails = [{ value, type: 'other' }];
      expect(provisioned({ emails }).state.emails[1]).toEqual({ value, type: 'other' });
    },
  );

  test('is kept without the blanks around it', () => {
    expect(provisioned({ emails: [{ value: ' home@example.com ' }] }).state.emails[1]?.value).toBe(
      'home@example.com',
    );
  });

  test.each([
    ['x'.repeat(32_769), 'attributeTooLarge'],
    ['x\ud800', 'attributeInvalid'],
  ])('is bounded as every text is: %.20s', (value, code) => {
    expect(refusalOf(() => provisioned({ emails: [{ value }] })).code).toBe(code);
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
