import { version } from 'uuid';
import { afterEach, expect, test, vi } from 'vitest';
import { UuidSource } from '../../../src/adapters/node-runtime/uuid-source.ts';

afterEach(() => vi.useRealTimers());

const many = 2_000;

test('ids are UUIDs of version 7, each after the one before, within a millisecond and from one to the next', () => {
  vi.useFakeTimers({ now: new Date('2026-11-26T10:00:00.000Z') });
  const source = new UuidSource();
  const ids = Array.from({ length: many }, (_, index) => {
    if (index % 500 === 499) vi.advanceTimersByTime(1);
    return source.next();
  });
  expect(new Set(ids).size).toBe(many);
  expect(ids.every((id) => version(id) === 7)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(Number.parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)).toBe(Date.now() - many / 500);
});

test('ids go on in order where the clock is put back', () => {
  vi.useFakeTimers({ now: new Date('2026-11-26T10:00:00.000Z') });
  const source = new UuidSource();
  const before = source.next();
  vi.setSystemTime(new Date('2026-11-26T09:00:00.000Z'));
  expect(source.next() > before).toBe(true);
});

test('ids of two processes at the same time are not alike', () => {
  vi.useFakeTimers({ now: new Date('2026-11-26T10:00:00.000Z') });
  const [one, other] = [new UuidSource(), new UuidSource()];
  const ids = Array.from({ length: many }, () => [one.next(), other.next()]).flat();
  expect(new Set(ids).size).toBe(2 * many);
  // What follows the counter is random in each.
  expect(new Set(ids.map((id) => id.slice(-10))).size).toBe(2 * many);
});
