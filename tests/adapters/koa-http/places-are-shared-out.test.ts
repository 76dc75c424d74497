import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { RequestsInFlight } from '../../../src/adapters/koa-http/requests-in-flight.ts';
import { type Answer, type Serving, serving } from './serving.ts';

/** Places: 8 at once, so 4 of an account and 2 of a token, and 80 to wait in. */
const activeMax = 8;

let running: Serving | undefined;
let releases: (() => void)[] = [];
afterEach(async () => {
  for (const release of releases) release();
  releases = [];
  await running?.server.stop();
});

interface Shared {
  /** Who is worked on, in the order of their beginnings; each until it is released. */
  readonly begun: readonly string[];
  /** Asks with a token such as `a1`, which belongs to the account `a`. What is still open when a test ends is cut off. */
  ask(token: string): Promise<Partial<Answer>>;
}

async function shared(settings = {}): Promise<Shared> {
  const begun: string[] = [];
  const inFlight = new RequestsInFlight(activeMax);
  const surface: HttpMiddleware = async (context) => {
    const id = context.path.slice(1);
    const begins = await inFlight.begin(context, { accountId: id.slice(0, 1), kind: 'token', id });
    if (!begins) return;
    begun.push(id);
    await new Promise<void>((resolve) => releases.push(resolve));
    context.body = 'done';
  };
  const server = await serving(surface, { inFlight, stopSecondsMax: 0, ...settings });
  running = server;
  return { begun, ask: (token) => server.ask(`/${token}`).catch(() => ({})) };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

/** Releases one request after the other, until so many more have begun. */
async function releaseUntil(begun: readonly string[], count: number): Promise<void> {
  while (begun.length < count) {
    releases.shift()?.();
    await pause(10);
  }
}

test('a token has a quarter of the places at most, an account half of them, and all of them have all', async () => {
  const { begun, ask } = await shared();
  for (const token of ['a1', 'a1', 'a1', 'a2', 'a2', 'a3', 'b1', 'b1', 'c1', 'c1', 'd1']) {
    void ask(token);
    await pause(10);
  }
  await until(() => begun.length === activeMax);
  await pause(50);
  expect(begun).toEqual(['a1', 'a1', 'a2', 'a2', 'b1', 'b1', 'c1', 'c1']);
  for (const release of releases.splice(0)) release();
  await until(() => begun.length === 11);
  expect(begun.slice(8).sort()).toEqual(['a1', 'a3', 'd1']);
});

test('tokens that wait take turns, however many requests each of them has waiting', async () => {
  const { begun, ask } = await shared();
  for (const token of ['w1', 'w1', 'x1', 'x1', 'y1', 'y1', 'z1', 'z1']) void ask(token);
  await until(() => begun.length === activeMax);
  for (let count = 0; count < 20; count++) void ask('a1');
  await pause(50);
  void ask('b1');
  await pause(50);
  await releaseUntil(begun, 10);
  expect(begun.slice(8)).toEqual(['a1', 'b1']);
});

test('who has too many waiting is told to come again, and others still find a place', async () => {
  const { begun, ask } = await shared();
  // Of the 80 places to wait in, nobody has more than are left.
  const answers: Promise<unknown>[] = [];
  const refused: object[] = [];
  for (let count = 0; count < 43; count++) {
    answers.push(ask('a1').then((answer) => answer.status === 429 && refused.push(answer)));
  }
  await until(() => refused.length === 1);
  expect(refused[0]).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  void ask('b1');
  await until(() => begun.includes('b1'));
  expect(begun).toEqual(['a1', 'a1', 'b1']);
});

test('a request that finds no place before its deadline ends with 503', async () => {
  const { begun, ask } = await shared({ requestSecondsMax: 1 });
  void ask('a1');
  void ask('a1');
  await until(() => begun.length === 2);
  expect(await ask('a1')).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  expect(begun).toHaveLength(2);
});

test('who is gone while waiting is not begun, and whose answer is out makes a place', async () => {
  const { begun } = await shared();
  const aborting = new AbortController();
  const url = `http://127.0.0.1:${running?.port}/a1`;
  const held = [fetch(url), fetch(url)];
  await until(() => begun.length === 2);
  const gone = fetch(url, { signal: aborting.signal }).catch(() => 'gone');
  await pause(50);
  aborting.abort();
  expect(await gone).toBe('gone');
  await pause(50);
  for (const release of releases.splice(0)) release();
  await Promise.all(held);
  await pause(50);
  expect(begun).toHaveLength(2);
  void fetch(url).catch(() => undefined);
  await until(() => begun.length === 3);
});

test('requests of which it is not known who asks are counted against their address', async () => {
  const inFlight = new RequestsInFlight(1);
  let seen = 0;
  const server = await serving(
    async (context) => {
      seen += 1;
      await new Promise<void>((resolve) => releases.push(resolve));
      context.body = 'done';
    },
    { inFlight },
  );
  running = server;
  const asked = Array.from({ length: 6 }, () => server.ask('/').catch(() => ({})));
  await until(() => seen === 5);
  const first = await Promise.race(asked);
  expect(first).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  expect((await server.ask('/livez')).status).toBe(200);
});
