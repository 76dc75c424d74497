import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { answerInPieces } from '../../../src/adapters/koa-http/answer-in-pieces.ts';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { type Serving, serving } from './serving.ts';

let running: Serving | undefined;
let client: Socket | undefined;
afterEach(async () => {
  client?.destroy();
  await running?.server.stop();
});

/** A connection to a surface, and what has been read of it. */
async function open(surface: HttpMiddleware) {
  running = await serving(surface);
  const socket = connect(running.port, '127.0.0.1');
  client = socket;
  const state = { received: '', closed: false };
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    state.received += text;
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    state.closed = true;
  });
  await once(socket, 'connect');
  return { socket, state };
}

const ahead = (count: number, path = '') =>
  Array.from({ length: count }, (_, index) => `GET /${path}${index} HTTP/1.1\r\nHost: x\r\n\r\n`).join('');

const statusesOf = (received: string) => received.match(/(?<=HTTP\/1\.1 )\d+/g) ?? [];

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

test('requests that a client sends ahead are worked on one at a time, and answered in their order', async () => {
  let underWay = 0;
  let most = 0;
  const { socket, state } = await open(async (context) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await pause(1);
    context.body = context.path;
    underWay -= 1;
  });
  socket.write(ahead(50));
  await until(() => statusesOf(state.received).length === 50);
  expect(state.received.match(/(?<=\r\n\r\n)\/\d+/g)).toEqual(Array.from({ length: 50 }, (_, n) => `/${n}`));
  expect(most).toBe(1);
});

test('of answers that the client does not read, one at most is made', async () => {
  const begun: string[] = [];
  const { socket } = await open(async (context) => {
    begun.push(context.path);
    await answerInPieces(
      context,
      (async function* () {
        for (let piece = 0; piece < 1000; piece++) yield 'x'.repeat(65_536);
      })(),
    );
  });
  socket.pause();
  socket.write(ahead(90));
  await until(() => begun.length > 0);
  await pause(200);
  expect(begun).toEqual(['/0']);
});

test.each([
  [99, false],
  [100, false],
  [101, true],
])('behind a request, %i may wait on its connection; one more ends it: %s', async (count, isRefused) => {
  const hold = Promise.withResolvers<void>();
  const { socket, state } = await open(async (context) => {
    await hold.promise;
    context.body = context.path;
  });
  socket.write(ahead(1 + count));
  await pause(50);
  hold.resolve();
  await until(() => statusesOf(state.received).length === 1 + count);
  expect(statusesOf(state.received).at(-1)).toBe(isRefused ? '503' : '200');
  expect(/Retry-After: 1\r\nConnection: close\r\n/.test(state.received)).toBe(isRefused);
  socket.write(ahead(1, 'more'));
  await until(() => state.closed || state.received.includes('/more0'));
  expect(state.closed).toBe(isRefused);
});

test('what comes behind the refusal is not even read, and ends no answer before it', async () => {
  let read = 0;
  const count = () => {
    read += 1;
  };
  subscribe('http.server.request.start', count);
  const hold = Promise.withResolvers<void>();
  const { socket, state } = await open(async (context) => {
    await hold.promise;
    context.body = context.path;
  });
  for (let write = 0; write < 20; write++) socket.write(ahead(1500));
  await until(() => read >= 102);
  await pause(100);
  hold.resolve();
  await until(() => state.closed);
  unsubscribe('http.server.request.start', count);
  expect(read).toBe(102);
  expect(statusesOf(state.received)).toEqual([...Array<string>(101).fill('200'), '503']);
});

test('of a client that is gone, no request is begun that waited', async () => {
  const seen: string[] = [];
  const hold = Promise.withResolvers<void>();
  const { socket } = await open(async (context) => {
    seen.push(context.path);
    await hold.promise;
  });
  socket.write(ahead(20));
  await until(() => seen.length === 1);
  socket.destroy();
  await pause(50);
  hold.resolve();
  await pause(50);
  expect(seen).toEqual(['/0']);
  expect(await running?.ask('/next')).toMatchObject({ status: 404 });
});

test('where too many wait on all connections together, one that has more is cut, and nobody else is', async () => {
  const hold = Promise.withResolvers<void>();
  const { socket, state } = await open(async (context) => {
    if (context.path === '/0') await hold.promise;
    context.body = 'done';
  });
  const port = running?.port ?? 0;
  const others = Array.from({ length: 40 }, () => connect(port, '127.0.0.1'));
  for (const other of others) other.on('error', () => {}).write(ahead(101));
  await pause(300);
  expect(others.some(({ destroyed }) => destroyed)).toBe(false);
  socket.write(ahead(2));
  await until(() => state.closed);
  expect((await running?.ask('/alone'))?.text).toBe('done');
  for (const other of others) other.destroy();
  await pause(50);
  const later = connect(port, '127.0.0.1');
  let received = '';
  later.on('data', (data) => {
    received += data;
  });
  later.write(ahead(50, 'later'));
  await until(() => statusesOf(received).length === 50);
  later.destroy();
  hold.resolve();
});
