import { expect, test } from 'vitest';
import { Account } from '../../src/domain/account/account.ts';
import { ApiToken } from '../../src/domain/account/api-token.ts';
import type { DesiredAgent } from '../../src/domain/agent/desired-agent.ts';
import { userNameTaken } from '../../src/domain/agent/user-name-taken.ts';
import { groupNameTaken } from '../../src/domain/group/group-name-taken.ts';
import { apiTokenId } from '../../src/domain/shared/identifiers.ts';
import { signInElsewhere } from '../../src/domain/sign-in/sso-provider.ts';
import { acme, desired, later, noon, provisioned } from '../support/agents.ts';
import { secretOf } from '../support/kept-secrets.ts';
import { refusalOf } from '../support/refusal.ts';

const issue = (request: { name?: string; expiresInDays?: number }) => () =>
  ApiToken.issue(apiTokenId('t'), acme, secretOf('hash'), { name: 'Okta', ...request }, noon);
const provision = (fields: Partial<DesiredAgent>) => () => provisioned(fields);
const long = 'x'.repeat(100);
const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const nested = (levels: number): object => (levels === 0 ? { x: 1 } : { x: nested(levels - 1) });

test.each<[string, () => unknown, string, string]>([
  [
    'an account without a name',
    () => Account.open(acme, ' ', noon),
    'name',
    "An account's name has 1 to 200 characters; this one has 0.",
  ],
  [
    'an issuer that is long and no address',
    () => signInElsewhere(long),
    'ssoIssuer',
    `The Single Sign-On issuer must be an https address without user and password, not "${'x'.repeat(80)}".`,
  ],
  [
    'a token without a name',
    issue({ name: ' ' }),
    'name',
    "A token's name has 1 to 100 characters; this one has 0.",
  ],
  [
    'a token that expires at once',
    issue({ expiresInDays: 0 }),
    'expiresInDays',
    'A token expires after 1 to 3650 whole days or never, not after 0.',
  ],
  [
    'too many emails',
    provision({ emails: Array.from({ length: 257 }, () => ({ value: 'x@example.com' })) }),
    'emails',
    '"emails" has 257 values; allowed are at most 256.',
  ],
  [
    'two primary emails',
    provision({
      emails: [
        { value: 'ada@example.com', primary: true },
        { value: 'x@example.com', primary: true },
      ],
    }),
    'emails.primary',
    '"emails" may mark only one address as primary.',
  ],
  [
    'another primary email, which is long',
    provision({ emails: [{ value: `${long}@example.com`, primary: true }] }),
    'emails.value',
    `The primary email "${'x'.repeat(80)}" differs from the userName "ada@example.com"; they must be the same.`,
  ],
  [
    'what an email shows, where that is too long',
    provision({ emails: [{ value: 'x@example.com', display: 'x'.repeat(32_769) }] }),
    'emails.display',
    '"emails.display" has 32769 characters; allowed is at most 32768.',
  ],
  [
    'the type of an email, where that is too long',
    provision({ emails: [{ value: 'x@example.com', type: 'x'.repeat(32_769) }] }),
    'emails.type',
    '"emails.type" has 32769 characters; allowed is at most 32768.',
  ],
  [
    'another userName',
    () => provisioned().revise(desired({ userName: `${long}@example.com` }), later),
    'userName',
    `"userName" is "ada@example.com" and can never change, so it cannot become "${'x'.repeat(80)}". To give the person another address, deactivate this agent and assign the person anew.`,
  ],
  [
    'a name of an attribute that is too long',
    provision({ directory: { ['x'.repeat(129)]: 1 } }),
    `${'x'.repeat(40)}…`,
    `"${'x'.repeat(40)}…" has too long a name; allowed is at most 128 characters.`,
  ],
  [
    'too deep an attribute',
    provision({ directory: { title: nested(5) as never } }),
    'title.x.x.x.x',
    '"title.x.x.x.x" is nested too deeply; allowed is at most 5 levels.',
  ],
  [
    'a long list in an extension',
    provision({ directory: { [urn]: { x: Array(257).fill(1) } } }),
    `${urn}:x`,
    `"${urn}:x" has 257 values; allowed is at most 256.`,
  ],
  [
    'too many attributes',
    provision({
      directory: { title: Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`a${i}`, 1])) },
    }),
    'title',
    '"title" has 257 attributes; allowed is at most 256.',
  ],
  [
    'a number without end',
    provision({ directory: { title: Number.NaN } }),
    'title',
    '"title" is a number that cannot be kept exactly; give it as a string.',
  ],
  [
    'minus zero',
    provision({ profile: { level: [1, -0] } }),
    'profile.level',
    '"profile.level" is a number that cannot be kept exactly; give it as a string.',
  ],
  [
    'a name that reaches a prototype',
    provision({ profile: JSON.parse('{"__proto__":1}') }),
    'profile.__proto__',
    '"profile.__proto__" cannot be kept under this name.',
  ],
  [
    'what is no JSON',
    provision({ directory: { title: (() => undefined) as never } }),
    'title',
    '"title" must be a JSON value, not function.',
  ],
  [
    'half a character',
    provision({ directory: { title: '\ud800' } }),
    'title',
    '"title" holds half of a surrogate pair, which is no character.',
  ],
  [
    'more than an agent may have altogether',
    provision({ directory: { skills: Array(9).fill('x'.repeat(32_000)) } }),
    'skills',
    '"skills" takes the agent\'s attributes over their total size; allowed is at most 262144 characters for the whole agent.',
  ],
])('%s is refused with the attribute and the reason', (_, work, attribute, message) => {
  expect(refusalOf(work)).toMatchObject({ message, details: { attribute } });
});

test('names that are taken are refused with the attribute and the reason', () => {
  expect(userNameTaken('ada@example.com')).toMatchObject({
    code: 'userNameTaken',
    message:
      'There is already an agent with the userName "ada@example.com" in this account; letter case does not count.',
    details: { attribute: 'userName' },
  });
  expect(groupNameTaken('QA')).toMatchObject({
    code: 'groupNameTaken',
    message:
      'There is already a group with the displayName "QA" in this account; letter case does not count.',
    details: { attribute: 'displayName' },
  });
});

test('limits on names are met at the limit', () => {
  expect(Account.open(acme, 'x'.repeat(200), noon).state.state.name).toHaveLength(200);
  expect(issue({ name: 'x'.repeat(100) })().state.state.name).toHaveLength(100);
  const issuer = `https://${'x'.repeat(1016)}`;
  expect(signInElsewhere(issuer)).toEqual({ kind: 'elsewhere', issuer });
  expect(() => signInElsewhere(`${issuer}x`)).toThrow();
  for (const user of ['user@', ':password@']) {
    expect(() => signInElsewhere(`https://${user}acme.okta.example`)).toThrow();
  }
});
