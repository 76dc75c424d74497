import { expect, test } from 'vitest';
import { TokenUse } from '../../../src/application/access/token/token-use.ts';
import type { AccountDirectory } from '../../../src/application/ports/account-directory.ts';
import { ApiToken } from '../../../src/domain/account/api-token.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../../src/domain/shared/instant.ts';
import { acme, noon } from '../../support/agents.ts';

const from = '203.0.113.7';
const id = apiTokenId('0199d2a0-0000-7000-8000-000000000001');

const tokenUsed = (lastUsedAt?: Instant): ApiToken =>
  ApiToken.restore({
    ...{ id, accountId: acme, name: 'Okta', secretHash: '', createdAt: noon, scopes: ['scim'], lastUsedAt },
  });

function tokenUse(touch: () => Promise<void> = async () => undefined) {
  const noted: Instant[] = [];
  const warnings: unknown[] = [];
  const accounts = {
    touchToken: (_, at) => {
      noted.push(at);
      return touch();
    },
  } as Pick<AccountDirectory, 'touchToken'> as AccountDirectory;
  const log = { warn: (...warning: unknown[]) => void warnings.push(warning), error: () => undefined };
  return { use: new TokenUse(accounts, log), noted, warnings };
}

test('a first use is noted at once', () => {
  const { use, noted } = tokenUse();
  use.note(tokenUsed(), noon, from);
  expect(noted).toEqual([noon]);
});

test.each([
  [59_999, false],
  [60_000, true],
  [60_001, true],
])('a use %i ms after the one before is noted: %s', (milliseconds, isNoted) => {
  const at = instantPlus(noon, milliseconds);
  const known = tokenUse();
  known.use.note(tokenUsed(noon), at, from);
  expect(known.noted).toEqual(isNoted ? [at] : []);
  // A token that was looked up before its use was noted.
  const stale = tokenUse();
  stale.use.note(tokenUsed(), noon, from);
  stale.use.note(tokenUsed(), at, from);
  expect(stale.noted).toEqual(isNoted ? [noon, at] : [noon]);
});

test('what this process noted counts more than what the token says, which may be old', () => {
  const { use, noted } = tokenUse();
  const hourBefore = instantPlus(noon, -3_600_000);
  use.note(tokenUsed(hourBefore), noon, from);
  use.note(tokenUsed(hourBefore), instantPlus(noon, 1000), from);
  expect(noted).toEqual([noon]);
});

test('that a use could not be noted is told to the operator, and keeps nobody out', async () => {
  const { use, warnings } = tokenUse(() => Promise.reject(new Error('away')));
  use.note(tokenUsed(), noon, from);
  await new Promise(setImmediate);
  expect(warnings).toEqual([
    ['The last use of an API token could not be noted', { tokenId: id, error: 'Error: away' }],
  ]);
});
