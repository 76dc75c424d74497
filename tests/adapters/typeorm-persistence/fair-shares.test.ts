import { expect, test } from 'vitest';
import { FairShares } from '../../../src/adapters/typeorm-persistence/connections/fair-shares.ts';

/** Work of accounts on shared connections, which goes on until it is told to end. */
class Crowd {
  /** In the order in which they got a connection. */
  readonly begun: string[] = [];
  private readonly ends = new Map<string, () => void>();

  constructor(private readonly shares: FairShares) {}

  /** @param name - begins with its account's letter. */
  come(...names: readonly string[]): Promise<unknown>[] {
    const deadline = performance.now() + 10_000;
    return names.map((name) =>
      this.shares.hold({ account: name.slice(0, 1), deadline }, () => {
        this.begun.push(name);
        return new Promise<void>((resolve) => void this.ends.set(name, resolve));
      }),
    );
  }

  async end(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      this.ends.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const numbered = (account: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${account}${index + 1}`);

test.each([
  [1, 1],
  [2, 1],
  [3, 2],
  [4, 3],
  [8, 7],
  [10, 9],
  [100, 99],
])('of %i connections, one account holds %i at most', (connections, held) => {
  const crowd = new Crowd(new FairShares(connections));
  crowd.come(...numbered('a', connections + 1));
  expect(crowd.begun).toEqual(numbered('a', held));
});

test('an account that comes later finds a connection, however many requests of another one wait', () => {
  const crowd = new Crowd(new FairShares(4));
  crowd.come(...numbered('a', 100), 'b1');
  expect(crowd.begun).toEqual(['a1', 'a2', 'a3', 'b1']);
});

test('accounts that wait take turns, and the requests of each come in their order', async () => {
  const crowd = new Crowd(new FairShares(1));
  crowd.come('a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1');
  await crowd.end('a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4');
  expect(crowd.begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

test('a connection that nobody else may have goes to the account that gave it back', async () => {
  const crowd = new Crowd(new FairShares(4));
  crowd.come('a1', 'a2', 'a3', 'a4', 'a5');
  await crowd.end('a1', 'a2');
  expect(crowd.begun).toEqual(['a1', 'a2', 'a3', 'a4', 'a5']);
});

test('a request that waits in vain is told so at its deadline, and takes no turn', async () => {
  const shares = new FairShares(1);
  const crowd = new Crowd(shares);
  crowd.come('a1');
  const late = shares.hold({ account: 'b', deadline: performance.now() + 5 }, async () => undefined);
  await expect(late).rejects.toMatchObject({ name: 'LimitMet', failure: 'busy' });
  crowd.come('a2');
  await crowd.end('a1');
  expect(crowd.begun).toEqual(['a1', 'a2']);
});

test('1000 requests of an account may wait, and those of another one still wait their turn', async () => {
  const crowd = new Crowd(new FairShares(1));
  const waiting = crowd.come(...numbered('a', 1001));
  const [tooMany] = crowd.come('a1002');
  await expect(tooMany).rejects.toMatchObject({ failure: 'busy' });
  crowd.come('b1');
  await crowd.end('a1', 'a2', 'b1');
  expect(crowd.begun).toEqual(['a1', 'a2', 'b1', 'a3']);
  expect(waiting).toHaveLength(1001);
});

test('work that fails gives its connection back', async () => {
  const shares = new FairShares(1);
  const lease = { account: 'a', deadline: performance.now() + 1000 };
  await expect(shares.hold(lease, () => Promise.reject(new Error('half-way')))).rejects.toThrow('half-way');
  expect(await shares.hold(lease, async () => 'again')).toBe('again');
});
