import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, test } from 'vitest';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { type Serving, serving } from './serving.ts';

// Ten for each request that is worked on.
const requestsInFlightMax = 4;
const connectionsMax = 40;
const refusedMax = 500;

let running: Serving | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await running?.server.stop();
});

const serve: HttpMiddleware = (context) => {
  context.body = 'served';
};

const start = async (trustProxy: boolean) => {
  running = await serving(serve, { requestsInFlightMax, trustProxy });
};

async function open(count: number, localAddress = '127.0.0.1'): Promise<readonly Socket[]> {
  const opened = Array.from({ length: count }, () =>
    connect({ port: running?.port ?? 0, host: '127.0.0.1', localAddress }),
  );
  sockets.push(...opened);
  await Promise.all(opened.map((socket) => once(socket, 'connect')));
  return opened;
}

/** What is answered on one more connection, which is closed then. */
async function answerOnOneMore(localAddress?: string): Promise<string> {
  const [socket] = await open(1, localAddress);
  socket?.write('GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  return socket === undefined ? '' : text(socket);
}

const served = /^HTTP\/1\.1 200 .*served/s;
const refused = /^HTTP\/1\.1 503 .*Retry-After: 1\r\nConnection: close\r\n.*too many connections/s;

test('an address has no more connections than are left, and others find one', async () => {
  await start(false);
  await open(connectionsMax / 2 - 1);
  expect(await answerOnOneMore()).toMatch(served);
  const [last] = await open(1);
  expect(await answerOnOneMore()).toMatch(refused);
  expect(await answerOnOneMore('127.0.0.2')).toMatch(served);
  last?.destroy();
  while (refused.test(await answerOnOneMore()));
  expect(await answerOnOneMore()).toMatch(served);
});

test('a proxy has all of them', async () => {
  await start(true);
  await open(connectionsMax - 1);
  expect(await answerOnOneMore()).toMatch(served);
  await open(1);
  expect(await answerOnOneMore()).toMatch(refused);
});

test('a connection beyond those that can be told so is closed without a word', async () => {
  await start(true);
  await open(connectionsMax + refusedMax - 1);
  expect(await answerOnOneMore()).toMatch(refused);
  await open(1);
  expect(await answerOnOneMore().catch((error: NodeJS.ErrnoException) => error.code)).toMatch(
    /^$|ECONNRESET/,
  );
});
