import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurns, Turns } from '../../src/application/ports/turns.ts';
import type { Steps } from '../../src/criteria/steps.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (milliseconds: number) => void vi.advanceTimersByTime(milliseconds);

/** Takes so many milliseconds for each of so many steps, and tells them. */
function* working(done: string[], steps: number, milliseconds: number): Steps<string> {
  for (let step = 1; step <= steps; step += 1) {
    pass(milliseconds);
    done.push(`step ${step}`);
    yield;
  }
  return 'result';
}

test('short work is done at once, without a promise', () => {
  expect(inTurns(working([], 9, 1))).toBe('result');
});

test('others have their turns between the steps of long work', async () => {
  const done: string[] = [];
  setImmediate(() => done.push('another'));
  expect(await inTurns(working(done, 4, 10))).toBe('result');
  expect(done).toEqual(['step 1', 'step 2', 'another', 'step 3', 'step 4']);
});

test('what a step throws, the work throws, in whichever turn it is', async () => {
  const failing = function* (steps: number): Steps<never> {
    yield* working([], steps, 10);
    throw new Error('broken');
  };
  expect(() => inTurns(failing(0))).toThrow('broken');
  await expect(inTurns(failing(2))).rejects.toThrow('broken');
});

test('a turn begins anew when others had theirs', async () => {
  const turns = new Turns();
  pass(9);
  expect(turns.giveWay()).toBeUndefined();
  pass(1);
  await turns.giveWay();
  pass(9);
  expect(turns.giveWay()).toBeUndefined();
});
