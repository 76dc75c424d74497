import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppConfig } from '../../config/app-config.ts';
import { embeddedConfig } from '../../src/main/app-config.ts';
import { secretKeysOf } from '../../src/main/secret-keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [key, older] = ['k'.repeat(32), 'o'.repeat(32)];
const server = 'mysql://user:password@db/rollcall';
const keysOf = (settings: Partial<AppConfig>) =>
  secretKeysOf(Object.assign(new AppConfig(), { databaseUrl: server, ...settings }));

test('keys come from the setting or from a file, the newest first', () => {
  const file = join(temporaryFolder(), 'keys');
  writeFileSync(file, `${key}\n${older}\n`);
  const given = keysOf({ secretKey: `${key} ${older}` }).list();
  expect(given).toHaveLength(2);
  expect(keysOf({ secretKeyFile: file }).list()).toEqual(given);
  expect(keysOf({ secretKey: key }).list()).toEqual(given.slice(0, 1));
});

test('an embedded database makes its own where none is given, and a server has none', () => {
  const database = join(temporaryFolder(), 'rollcall.db');
  expect(keysOf({ databaseUrl: `sqlite:${database}`, secretKey: key }).made()).toHaveLength(1);
  expect(existsSync(`${database}.key`)).toBe(false);
  expect(keysOf({ databaseUrl: `sqlite:${database}` }).made()).toHaveLength(1);
  expect(existsSync(`${database}.key`)).toBe(true);
  expect(keysOf({}).made()).toEqual([]);
});

test.each([
  [{ secretKey: key, secretKeyFile: 'keys' }, /Only one of ROLLCALL_SECRET_KEY and/],
  [{ secretKey: `${key} short` }, /ROLLCALL_SECRET_KEY is not usable.*at least 32 characters/],
  [{ secretKeyFile: '/nowhere/keys' }, /ROLLCALL_SECRET_KEY_FILE is not usable.*ENOENT/],
])('%j is told to be wrong, without the key', (settings, told) => {
  expect(() => keysOf(settings)).toThrow(told);
  expect(() => keysOf(settings)).not.toThrow(key);
});

test('a key that is too short is a mistake of the configuration, which does not repeat it', () => {
  const options = { databaseUrl: server, secretKey: 'my-short-key' };
  expect(() => embeddedConfig(options)).toThrow(/ROLLCALL_SECRET_KEY is "…"/);
  expect(() => embeddedConfig(options)).not.toThrow(/my-short-key/);
});
