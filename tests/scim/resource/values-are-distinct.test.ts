import { expect, test } from 'vitest';
import { gadget, user } from '../resources.ts';

test.each<[string, string, readonly unknown[], readonly unknown[]]>([
  [
    'of the same type and value are one, which has all that is said of it',
    'emails',
    [
      { value: 'a', type: 'work' },
      { value: 'a', type: 'work', display: 'A', primary: true },
    ],
    [{ value: 'a', type: 'work', display: 'A', primary: true }],
  ],
  [
    'keep the place and the spelling of the first, and what the last says besides',
    'roles',
    [{ value: 'a', type: 'T', display: 'x' }, { value: 'b' }, { value: 'A', type: 't', display: 'y' }],
    [{ value: 'a', type: 'T', display: 'y' }, { value: 'b' }],
  ],
  [
    'of another type are others',
    'roles',
    [{ value: 'a' }, { value: 'a', type: 't' }],
    [{ value: 'a' }, { value: 'a', type: 't' }],
  ],
  [
    'of which letter case counts are others in another one',
    'photos',
    [{ value: 'x' }, { value: 'X' }, { value: 'x', type: 'photo' }, { value: 'X' }],
    [{ value: 'x' }, { value: 'X' }, { value: 'x', type: 'photo' }],
  ],
  [
    'without a value are one where all else is the same',
    'addresses',
    [
      { locality: 'P', country: 'FR', type: 'work' },
      { type: 'WORK', country: 'FR', locality: 'P', primary: true },
      { locality: 'p', country: 'FR', type: 'work' },
    ],
    [
      { locality: 'P', country: 'FR', type: 'work', primary: true },
      { locality: 'p', country: 'FR', type: 'work' },
    ],
  ],
])('values %s', (_, name, given, kept) => {
  expect(user({ [name]: given })[name]).toEqual(kept);
});

test('plain values are one whatever their letter case, and each of its type', () => {
  expect(gadget({ tags: ['a', 'b', 'A'] }).tags).toEqual(['a', 'b']);
  expect(user({ profile: { list: ['7', 7, true, 'true', 7, 'TRUE'] } }).profile).toEqual({
    list: ['7', 7, true, 'true'],
  });
});

test('two that are primary are one value where they are the same', () => {
  const primary = { value: 'a', primary: true };
  expect(user({ roles: [primary, { ...primary }] }).roles).toEqual([primary]);
});
