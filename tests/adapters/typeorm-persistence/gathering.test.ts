import { expect, test } from 'vitest';
import { Gathering, type Piece } from '../../../src/adapters/typeorm-persistence/gathering/gathering.ts';

interface Work extends Piece {
  readonly name: string;
}

/** Works that go on until they are told to end. */
class Crowd {
  /** What was done together, in the order in which it began. */
  readonly begun: string[][] = [];
  readonly rejected: string[] = [];
  private readonly ends = new Map<string, () => void>();
  private readonly gathering: Gathering<Work>;

  /** @param groupsMax - that are under way at once. */
  constructor(groupsMax = 1) {
    this.gathering = new Gathering<Work>(groupsMax, (works) => {
      const names = works.map(({ name }) => name);
      this.begun.push(names);
      return new Promise((resolve) => void this.ends.set(names.join(), resolve));
    });
  }

  /** @param names - begin with the account's letter; what stands behind a colon is what the work is about. */
  come(names: readonly string[], deadline = performance.now() + 10_000): void {
    for (const name of names) {
      const [, about] = name.split(':');
      const reject = () => void this.rejected.push(name);
      this.gathering.add({ name, account: name.slice(0, 1), about, deadline, reject });
    }
  }

  async end(...names: readonly string[]): Promise<void> {
    this.ends.get(names.join())?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('Whoever comes alone is served at once, and those who come meanwhile are served together', async () => {
  const crowd = new Crowd();
  crowd.come(['a1']);
  crowd.come(['a2', 'a3']);
  expect(crowd.begun).toEqual([['a1']]);
  await crowd.end('a1');
  expect(crowd.begun).toEqual([['a1'], ['a2', 'a3']]);
  await crowd.end('a2', 'a3');
  crowd.come(['a4']);
  expect(crowd.begun.at(-1)).toEqual(['a4']);
});

test('An account never waits for another one', () => {
  const crowd = new Crowd();
  crowd.come(['a1', 'b1', 'a2', 'c1']);
  expect(crowd.begun).toEqual([['a1'], ['b1'], ['c1']]);
});

test('At most 64 works are done at once, in the order in which they came', async () => {
  const crowd = new Crowd();
  const names = Array.from({ length: 100 }, (_, index) => `a${index}`);
  crowd.come(names);
  await crowd.end('a0');
  await crowd.end(...names.slice(1, 65));
  expect(crowd.begun).toEqual([['a0'], names.slice(1, 65), names.slice(65)]);
});

test('Works about the same are done one after the other, and keep nobody else waiting', async () => {
  const crowd = new Crowd();
  crowd.come(['a1:x', 'a2:x', 'a3:y', 'a4:x', 'a5:y']);
  await crowd.end('a1:x');
  expect(crowd.begun.at(-1)).toEqual(['a2:x', 'a3:y']);
  await crowd.end('a2:x', 'a3:y');
  expect(crowd.begun.at(-1)).toEqual(['a4:x', 'a5:y']);
});

test('Work that takes long keeps those about something else waiting no longer', async () => {
  const crowd = new Crowd();
  crowd.come(['a1:x', 'a2:x', 'a3:y']);
  await expect.poll(() => crowd.begun).toEqual([['a1:x'], ['a3:y']]);
  await crowd.end('a1:x');
  expect(crowd.begun).toHaveLength(2);
  await crowd.end('a3:y');
  expect(crowd.begun.at(-1)).toEqual(['a2:x']);
});

test('Work whose time is over before its turn is refused', async () => {
  const crowd = new Crowd();
  crowd.come(['a1']);
  crowd.come(['a2'], performance.now() - 1);
  crowd.come(['a3']);
  await crowd.end('a1');
  expect(crowd.rejected).toEqual(['a2']);
  expect(crowd.begun.at(-1)).toEqual(['a3']);
});

test('A thousand works of an account wait, and the next one is refused at once', () => {
  const crowd = new Crowd();
  crowd.come(Array.from({ length: 1_002 }, (_, index) => `a${index}`));
  expect(crowd.rejected).toEqual(['a1001']);
});

test('Where two groups may be under way, those who wait are shared out among them', async () => {
  const crowd = new Crowd(2);
  crowd.come(Array.from({ length: 16 }, (_, index) => `a${index}`));
  expect(crowd.begun).toEqual([['a0'], ['a1']]);
  await crowd.end('a0');
  const first = Array.from({ length: 8 }, (_, index) => `a${index + 2}`);
  expect(crowd.begun.slice(2)).toEqual([first]);
  await crowd.end('a1');
  const second = Array.from({ length: 6 }, (_, index) => `a${index + 10}`);
  expect(crowd.begun.slice(3)).toEqual([second]);
  // Two of them have been answered and ask again.
  crowd.come(['a16', 'a17']);
  await crowd.end(...second);
  expect(crowd.begun.at(-1)).toEqual(['a16', 'a17']);
});

test('Two groups that take long leave room for two more, among which those who wait are shared out', async () => {
  const crowd = new Crowd(2);
  crowd.come(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
  await expect.poll(() => crowd.begun).toEqual([['a1'], ['a2'], ['a3', 'a4', 'a5'], ['a6']]);
});

test('Works about the same are in no two groups at a time', async () => {
  const crowd = new Crowd(2);
  crowd.come(['a1:x', 'a2:x', 'a3:x', 'a4:y']);
  expect(crowd.begun).toEqual([['a1:x'], ['a4:y']]);
  await crowd.end('a4:y');
  expect(crowd.begun).toHaveLength(2);
  await crowd.end('a1:x');
  expect(crowd.begun.at(-1)).toEqual(['a2:x']);
});
