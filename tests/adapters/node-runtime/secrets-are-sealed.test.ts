import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AesSecretSeal } from '../../../src/adapters/node-runtime/aes-secret-seal.ts';
import { KeyFile, providedKeys, secretKeysIn } from '../../../src/adapters/node-runtime/secret-keys.ts';
import { accountId } from '../../../src/domain/shared/identifiers.ts';
import { ssoConnectionId } from '../../../src/domain/sign-in/sso-connection.ts';
import type { SealedSecret } from '../../../src/domain/sign-in/sso-provider.ts';
import { acme } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const [first, second] = ['first key '.repeat(4), 'second key '.repeat(4)].map((text) =>
  text.replaceAll(' ', '-'),
) as [string, string];
const sealWith = (keys: string) => new AesSecretSeal(providedKeys(secretKeysIn(keys)));
const owner = { accountId: acme, id: ssoConnectionId('0199d2a0-0000-7000-8000-000000000001') };
const secret = 'an Okta client secret, with ümläuts';

test('a secret opens for its owner, and is told by nothing of what is kept', () => {
  const seal = sealWith(first);
  const sealed = seal.seal(secret, owner);
  expect(seal.open(sealed, owner)).toBe(secret);
  expect(sealed).toMatch(/^v1\.[\w-]{8}\.[\w-]+$/);
  expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('Okta');
  expect(sealed).not.toContain(first.slice(0, 8));
  // The same secret twice is not seen to be the same.
  expect(seal.seal(secret, owner)).not.toBe(sealed);
});

test('a secret that was moved to another account or connection does not open', () => {
  const seal = sealWith(first);
  const sealed = seal.seal(secret, owner);
  const moved = [
    { ...owner, accountId: accountId('0199d2a0-0000-7000-8000-00000000beef') },
    { ...owner, id: ssoConnectionId('0199d2a0-0000-7000-8000-000000000002') },
  ];
  for (const other of moved) {
    const refusal = refusalOf(() => seal.open(sealed, other));
    expect(refusal.code).toBe('secretUnreadable');
    expect(refusal.message).toMatch(/was changed, or is that of another connection/);
  }
});

test('a secret of which anything was changed does not open', () => {
  const seal = sealWith(first);
  const sealed = seal.seal(secret, owner);
  const [version = '', keyId = '', text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  for (const index of bytes.keys()) {
    const copy = Buffer.from(bytes);
    copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
    const tampered = `${version}.${keyId}.${copy.toString('base64url')}` as SealedSecret;
    expect(refusalOf(() => seal.open(tampered, owner)).code).toBe('secretUnreadable');
  }
  for (const odd of ['', 'v1', sealed.slice(0, 20), `v2${sealed.slice(2)}`, `v1.${keyId}.AA`, secret]) {
    expect(refusalOf(() => seal.open(odd as SealedSecret, owner)).code).toBe('secretUnreadable');
  }
});

test('a secret opens with an older key that is given beside the newest, and with no other', () => {
  const sealed = sealWith(first).seal(secret, owner);
  const rotated = sealWith(`${second}\n${first}\n`);
  expect(rotated.open(sealed, owner)).toBe(secret);
  expect([sealWith(first).isCurrent(sealed), rotated.isCurrent(sealed)]).toEqual([true, false]);
  const anew = rotated.seal(secret, owner);
  expect(rotated.isCurrent(anew)).toBe(true);
  expect(sealWith(second).open(anew, owner)).toBe(secret);
  const refusal = refusalOf(() => sealWith(second).open(sealed, owner));
  expect(refusal.code).toBe('secretUnreadable');
  expect(refusal.message).toMatch(/a key that the service does not have/);
});

test('without a key no secret is taken, and it is said which setting to make and how', () => {
  const refusal = refusalOf(() => new AesSecretSeal(providedKeys([])).seal(secret, owner));
  expect(refusal.code).toBe('secretKeyMissing');
  expect(refusal.message).toMatch(/openssl rand -base64 32.*ROLLCALL_SECRET_KEY/);
  expect(refusal.message).not.toContain(secret);
});

test('an embedded database has a key beside it, made once, that its owner alone reads', () => {
  const file = join(temporaryFolder(), 'rollcall.db.key');
  const [one, other] = [new AesSecretSeal(new KeyFile(file)), new AesSecretSeal(new KeyFile(file))];
  // Nothing is made by looking.
  expect(new KeyFile(file).list()).toEqual([]);
  const sealed = one.seal(secret, owner);
  const key = readFileSync(file, 'utf8');
  expect(other.seal(secret, owner)).not.toBe(sealed);
  expect(other.open(sealed, owner)).toBe(secret);
  expect(readFileSync(file, 'utf8')).toBe(key);
  expect(Buffer.from(key, 'base64')).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(file, '..'))).toEqual(['rollcall.db.key']);
});

test('a key file without a key in it is not taken for one, and stays as it is', () => {
  const file = join(temporaryFolder(), 'rollcall.db.key');
  writeFileSync(file, 'short');
  expect(() => new AesSecretSeal(new KeyFile(file)).seal(secret, owner)).toThrow(/at least 32 characters/);
  expect(readFileSync(file, 'utf8')).toBe('short');
});

test.each(['', ' ', 'x'.repeat(31), `${'x'.repeat(32)} ${'y'.repeat(31)}`])('%j are no keys', (text) => {
  expect(() => secretKeysIn(text)).toThrow(/at least 32 characters/);
});
