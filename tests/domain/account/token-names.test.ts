import { expect, test } from 'vitest';
import { ApiToken } from '../../../src/domain/account/api-token.ts';
import { nextTokenName, requireFreeTokenName } from '../../../src/domain/account/token-names.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { instantPlus } from '../../../src/domain/shared/instant.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { secretOf } from '../../support/kept-secrets.ts';
import { refusalOf } from '../../support/refusal.ts';

const named = (name: string) =>
  ApiToken.issue(apiTokenId(`id of ${name}`), acme, secretOf('hash'), { name, expiresInDays: 1 }, noon).state;
const expiry = instantPlus(noon, 86_400_000);

test.each(['Okta', 'OKTA', ' okta '])(
  '%j is taken where a token that may be used is called "Okta"',
  (name) => {
    const refusal = refusalOf(() => requireFreeTokenName(name, [named('Entra'), named('Okta')], later));
    expect([refusal.code, refusal.details]).toEqual([
      'tokenNameTaken',
      { attribute: 'name', id: 'id of Okta' },
    ]);
    expect(refusal.message).toContain('"Okta"');
  },
);

test('a name is free where its token is revoked, or has expired to the very moment', () => {
  const revoked = named('Okta').revoke(noon).state;
  expect(() => requireFreeTokenName('Okta', [revoked], noon)).not.toThrow();
  expect(() => requireFreeTokenName('Okta', [named('Okta')], expiry)).not.toThrow();
  expect(refusalOf(() => requireFreeTokenName('Okta', [named('Okta')], instantPlus(expiry, -1))).code).toBe(
    'tokenNameTaken',
  );
});

test.each([
  ['Okta', [], 'Okta 2'],
  ['Okta', ['Okta', 'okta 2', 'Okta 3'], 'Okta 4'],
  ['Okta 9', ['Okta 9'], 'Okta 10'],
  ['2', ['2'], '2 2'],
  ['Team\n7', [], 'Team\n7 2'],
  ['Okta 1234567', [], 'Okta 1234567 2'],
])('what takes over from %j where there are %j is called %j', (name, others, next) => {
  expect(nextTokenName(name, others.map(named), later)).toBe(next);
});

test.each([
  ['x'.repeat(98), `${'x'.repeat(98)} 2`],
  ['x'.repeat(99), `${'x'.repeat(98)} 2`],
  ['🏢'.repeat(100), `${'🏢'.repeat(98)} 2`],
  [`${'x'.repeat(97)} yy`, `${'x'.repeat(97)} 2`],
])('a name that would be too long is cut', (name, next) => {
  expect(nextTokenName(name, [], later)).toBe(next);
});
