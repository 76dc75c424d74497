import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { BodiesInFlight } from '../../../src/adapters/koa-http/bodies-in-flight.ts';
import { BodyRefused } from '../../../src/adapters/koa-http/body-refused.ts';
import { readJsonBody } from '../../../src/adapters/koa-http/read-json-body.ts';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { type Answer, type Serving, serving } from './serving.ts';

const bytesMax = 100_000;
const body = JSON.stringify('x'.repeat(bytesMax - 2));

let running: Serving | undefined;
const releases: (() => void)[] = [];
afterEach(async () => {
  for (const release of releases.splice(0)) release();
  await running?.server.stop();
});

/** Bodies that are read, by the accounts in whose paths they come; each request until it is released. */
async function largeBodies(settings = {}) {
  const read: string[] = [];
  const bodies = new BodiesInFlight(bytesMax);
  const surface: HttpMiddleware = async (context) => {
    const { req, state } = context;
    state.accountId = context.path.slice(1);
    try {
      await bodies.admit(context, bytesMax);
      await readJsonBody(req, { mediaTypes: ['application/json'], bytesMax, deadline: state.deadline });
      read.push(state.accountId);
      await new Promise<void>((resolve) => releases.push(resolve));
      context.body = 'done';
    } catch (error) {
      if (!(error instanceof BodyRefused)) throw error;
      context.status = error.status;
      context.body = error.detail;
    }
  };
  const server = await serving(surface, { stopSecondsMax: 0, ...settings });
  running = server;
  const send = (account: string, text = body): Promise<Partial<Answer>> =>
    server.ask(`/${account}`, { method: 'POST', body: text }).catch(() => ({}));
  return { read, send, port: server.port };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

test('two of the largest are read at once, of one account one, and who waits has the next place', async () => {
  const { read, send } = await largeBodies();
  for (const account of ['a', 'a', 'a']) void send(account);
  await until(() => read.length === 1);
  void send('b');
  await until(() => read.length === 2);
  void send('c');
  await pause(50);
  expect(read).toEqual(['a', 'b']);
  releases.shift()?.();
  await until(() => read.length === 3);
  await pause(50);
  expect(read.length).toBe(3);
  while (read.length < 5) {
    releases.shift()?.();
    await pause(10);
  }
  expect(read.toSorted()).toEqual(['a', 'a', 'a', 'b', 'c']);
});

test('small ones are read at any time', async () => {
  const { read, send } = await largeBodies();
  for (const account of ['a', 'b']) void send(account);
  await until(() => read.length === 2);
  void send('a', '"small"');
  await until(() => read.length === 3);
});

test('for whom there is no room in time is told to come again', async () => {
  const { read, send } = await largeBodies({ requestSecondsMax: 1 });
  void send('a');
  await until(() => read.length === 1);
  const refused = await send('a');
  expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  expect(refused.text).toContain('Nothing has changed; send this one again.');
});

test('one that is too large is refused without waiting', async () => {
  const { read, send } = await largeBodies();
  void send('a');
  await until(() => read.length === 1);
  expect(await send('a', `${body} `)).toMatchObject({ status: 413 });
});

test('a client that goes away while it waits, or while it sends, leaves its room to others', async () => {
  const { read, send, port } = await largeBodies();
  const headOf = (account: string) =>
    `POST /${account} HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytesMax}\r\n\r\n`;
  const begun = await Promise.all(
    ['sending', 'other', 'sending'].map(async (account) => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(`${headOf(account)}"`);
      return socket;
    }),
  );
  await pause(50);
  void send('sending');
  await pause(50);
  expect(read).toEqual([]);
  for (const socket of begun) socket.destroy();
  await until(() => read.length === 1);
});
