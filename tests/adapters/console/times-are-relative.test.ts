import { expect, test } from 'vitest';
import { absoluteTime, relativeTime } from '../../../src/adapters/console/times/relative-time.ts';

const now = Date.parse('2026-11-26T12:00:00.000Z');
const second = 1;
const [minute, hour, day] = [60, 3600, 86_400];

test.each([
  [0, 'just now'],
  [-4 * second, 'just now'],
  // A clock that is behind the server's.
  [4 * second, 'just now'],
  [-5 * second, '5 seconds ago'],
  [-59 * second, '59 seconds ago'],
  [-minute, '1 minute ago'],
  [-(2 * minute - 1), '1 minute ago'],
  [-(hour - 1), '59 minutes ago'],
  [-hour, '1 hour ago'],
  [-day, 'yesterday'],
  [-29 * day, '29 days ago'],
  [-30 * day, 'last month'],
  [-400 * day, 'last year'],
  [3 * day, 'in 3 days'],
])('what is %i seconds away is %s', (seconds, words) => {
  expect(relativeTime(new Date(now + seconds * 1000), now)).toBe(words);
});

test('the absolute time is the same for everybody, and says in which zone', () => {
  expect(absoluteTime(new Date(now))).toBe('26 Nov 2026, 12:00:00 UTC');
});
