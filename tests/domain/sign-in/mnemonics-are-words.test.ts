import { expect, test } from 'vitest';
import { isMnemonicId, mnemonicId } from '../../../src/domain/sign-in/mnemonic-id.ts';
import { adjectives, animals } from '../../../src/domain/sign-in/mnemonic-words.ts';

test('there are 256 words of each kind, each once and none of both', () => {
  const words = [...adjectives, ...animals];
  expect([adjectives.length, animals.length, new Set(words).size]).toEqual([256, 256, 512]);
  for (const word of words) expect(word).toMatch(/^[a-z]{2,11}$/);
});

test('an id is two words and a number, the same for the same request in each process', () => {
  expect(mnemonicId('0199d2a0-0000-7000-8000-000000000001')).toBe('topaz-porcupine-11893');
  for (const requestId of ['', 'x', 'é€😀', 'r'.repeat(128)])
    expect(isMnemonicId(mnemonicId(requestId))).toBe(true);
});

test('requests that differ in one character have other words, and all words are used', () => {
  const ids = Array.from({ length: 20_000 }, (_, index) => mnemonicId(`0199d2a0-0000-7000-8000-${index}`));
  expect(new Set(ids).size).toBeGreaterThan(19_990);
  expect(new Set(ids.map((id) => id.split('-')[0])).size).toBe(256);
  expect(new Set(ids.map((id) => id.split('-')[1])).size).toBe(256);
});

test.each(['brave-otter', 'Brave-otter-42', 'brave-otter-423456', '%', 42, undefined])(
  '%j is none',
  (text) => {
    expect(isMnemonicId(text)).toBe(false);
  },
);
