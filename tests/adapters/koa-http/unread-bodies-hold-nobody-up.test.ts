import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { BodyRefused } from '../../../src/adapters/koa-http/body-refused.ts';
import { readJsonBody } from '../../../src/adapters/koa-http/read-json-body.ts';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { type Serving, serving } from './serving.ts';

const bytesMax = 10_000;
let seen: string[] = [];

/** Reads the body at `/read`, and answers 401 without looking at it anywhere else. */
const surface: HttpMiddleware = async (context) => {
  seen.push(context.path);
  context.status = context.path === '/removed' ? 204 : 401;
  if (context.status === 401) context.body = 'no token';
  if (context.path !== '/read') return;
  try {
    const { deadline } = context.state;
    await readJsonBody(context.req, { mediaTypes: ['application/json'], bytesMax, deadline });
    context.status = 200;
    context.body = 'read';
  } catch (error) {
    if (!(error instanceof BodyRefused)) throw error;
    context.status = error.status;
    context.body = error.detail;
  }
};

let running: Serving | undefined;
let client: Socket | undefined;
afterEach(async () => {
  client?.destroy();
  await running?.server.stop();
  seen = [];
});

/** A connection that keeps what it is sent, and whether the server has ended it. */
async function open(settings = {}) {
  running = await serving(surface, settings);
  const socket = connect({ port: running.port, host: '127.0.0.1', allowHalfOpen: true });
  client = socket;
  const state = { received: '', ended: false, closed: false, error: undefined as Error | undefined };
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    state.received += text;
  });
  socket.on('end', () => {
    state.ended = true;
  });
  socket.on('error', (error: Error) => {
    state.error = error;
  });
  socket.on('close', () => {
    state.closed = true;
  });
  await once(socket, 'connect');
  return { socket, state, send: (text: string) => socket.write(text, 'latin1') };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

const head = (path: string, ...headers: string[]) =>
  `${[`POST ${path} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', ...headers].join('\r\n')}\r\n\r\n`;
const chunked = 'Transfer-Encoding: chunked';
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const get = 'GET /next HTTP/1.1\r\nHost: x\r\n\r\n';
const big = 'x'.repeat(bytesMax + 1);

test.each([
  ['413, a chunked body over the limit', head('/read', chunked) + chunk(big), 413],
  ['413, a length over the limit', head('/read', `Content-Length: ${bytesMax * 9}`) + big, 413],
  ['415, another media type', head('/read', chunked, 'Content-Encoding: gzip') + chunk('{}'), 415],
  ['401, a chunked body', head('/', chunked) + chunk('{'), 401],
  ['401, a body with its length', `${head('/', 'Content-Length: 7')}{"a"`, 401],
  ['204, a body that nobody wants', `${head('/removed', 'Content-Length: 7')}{"a"`, 204],
])('an answer of %s, is the last one on its connection, which ends at once', async (_, text, status) => {
  const { state, send } = await open();
  send(text);
  await until(() => state.ended);
  expect(state.received).toContain(`HTTP/1.1 ${status} `);
  expect(state.received).toContain('Connection: close');
});

test.each([
  ['413', 'a body over the limit', head('/read', chunked), chunk(big)],
  ['401', 'a body that nobody reads', head('/', chunked), chunk(big)],
  ['400', 'a body that is malformed', `${head('/read', chunked)}no chunk\r\n`, big],
  ['431', 'headers that are too large', 'GET / HTTP/1.1\r\n', `Long: ${big}\r\n`],
])(
  'whoever goes on sending is not cut off, and reads the %s of %s at the end',
  async (status, _, start, more) => {
    const { socket, state, send } = await open();
    socket.pause();
    send(start);
    for (let sent = 0; sent < 8_000_000; sent += more.length) {
      if (!send(more)) await once(socket, 'drain');
    }
    await new Promise<void>((resolve) => void socket.end(resolve));
    socket.resume();
    await until(() => state.ended || state.error !== undefined);
    expect(state.received).toContain(`HTTP/1.1 ${status} `);
    expect(state.error).toBeUndefined();
    // The other end closes as well, long before it has waited for as long as it would.
    await until(() => state.closed);
  },
);

test('a request that follows on such a connection is not carried out', async () => {
  const { state, send } = await open();
  send(`${head('/', 'Content-Length: 2')}{`);
  await until(() => state.ended);
  send(`}${get}`);
  await pause(100);
  expect(seen).toEqual(['/']);
  expect(state.received).not.toContain('/next');
});

// All of it is sent at once, and so lies there before the answer.
test.each([
  ['a chunked body over the limit', head('/read', chunked) + chunk(big) + chunk('')],
  ['a length over the limit', head('/read', `Content-Length: ${big.length}`) + big],
  ['a body that is not looked at', `${head('/', 'Content-Length: 2')}{}`],
  ['a chunked one', head('/', chunked) + chunk('{}') + chunk('')],
  ['a body that is read', `${head('/read', 'Content-Length: 2')}{}`],
  ['no body', get],
])('%s is followed by the next request on its connection', async (_, text) => {
  const { state, send } = await open();
  send(text + get);
  await until(() => state.received.split('HTTP/1.1 ').length === 3);
  expect(seen.at(-1)).toBe('/next');
  expect(state.received).not.toContain('Connection: close');
});

test('a client that asks before it sends a body is told to go on where it is read', async () => {
  const { state, send } = await open();
  send(head('/read', 'Content-Length: 2', 'Expect: 100-continue'));
  await until(() => state.received.includes('100 Continue\r\n\r\n'));
  send('{}');
  await until(() => state.received.includes('read'));
  expect(state.received).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 /);
});

test.each([
  ['401', head('/', 'Content-Length: 2', 'Expect: 100-continue')],
  ['413', head('/read', `Content-Length: ${bytesMax + 1}`, 'Expect: 100-continue')],
])('and is answered %s without having sent it where it is not', async (status, text) => {
  const { state, send } = await open();
  send(text);
  await until(() => state.ended);
  expect(state.received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(state.received).toContain('Connection: close');
});

test('a body that does not come is answered at the deadline', async () => {
  const { state, send } = await open({ requestSecondsMax: 1 });
  send(head('/read', chunked) + chunk('{'));
  await until(() => state.ended);
  expect(state.received).toContain('HTTP/1.1 408 ');
  expect(state.received).toContain('did not arrive in time');
});

test('a connection that ends in stages does not hold up the stop', async () => {
  const { state, send } = await open({ stopSecondsMax: 3600 });
  send(`${head('/', 'Content-Length: 7')}{"a"`);
  await until(() => state.ended);
  await running?.server.stop();
});
