import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AppConfig } from '../../config/app-config.ts';
import { operatorTokenHashesOf } from '../../src/main/operator-tokens.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const [one, other] = ['a'.repeat(32), 'b'.repeat(32)];
const sha256 = (text: string) => hash('sha256', text, 'hex');
const hashesOf = (settings: Partial<AppConfig>) =>
  operatorTokenHashesOf(Object.assign(new AppConfig(), settings));

test('nobody is an operator of the API where no token is named', () => {
  expect(hashesOf({})).toEqual([]);
});

test('operators have tokens by their hashes, and those of a file', () => {
  const operatorTokenFile = join(temporaryFolder(), 'tokens');
  writeFileSync(operatorTokenFile, `${one}\n${other}\n`);
  const operatorTokenHash = ` ${sha256('x')}  ${sha256('y')} `;
  const expected = [sha256('x'), sha256('y'), sha256(one), sha256(other)];
  expect(hashesOf({ operatorTokenHash, operatorTokenFile })).toEqual(expected);
});

test.each([['short'], [''], [`${one} short`]])('a file that holds %j is refused', (text) => {
  const operatorTokenFile = join(temporaryFolder(), 'tokens');
  writeFileSync(operatorTokenFile, text);
  expect(() => hashesOf({ operatorTokenFile })).toThrow(/ROLLCALL_OPERATOR_TOKEN_FILE is not usable/);
});

test('a file that is not there is refused, and what it may be is not told', () => {
  const refused = () => hashesOf({ operatorTokenFile: '/nowhere/tokens' });
  expect(refused).toThrow(/ROLLCALL_OPERATOR_TOKEN_FILE is not usable.*ENOENT/);
});
