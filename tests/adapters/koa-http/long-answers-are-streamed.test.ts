import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { answerInPieces } from '../../../src/adapters/koa-http/answer-in-pieces.ts';
import { type Serving, serving } from './serving.ts';

let running: Serving | undefined;
afterEach(() => running?.server.stop());

/** Serves pieces, and counts how many were asked for and whether they ended. */
async function serve(pieces: () => AsyncGenerator<string>, settings = {}) {
  const seen = { asked: 0, ended: false };
  async function* counted() {
    try {
      for await (const piece of pieces()) {
        seen.asked += 1;
        yield piece;
      }
    } finally {
      seen.ended = true;
    }
  }
  running = await serving(async (context) => {
    try {
      await answerInPieces(context, counted());
    } catch {
      context.status = 500;
      context.body = 'refused';
    }
  }, settings);
  return { running, seen };
}

/** The answer's head, with the body not read yet. */
function open(port: number): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get({ host: '127.0.0.1', port, agent: false }, resolve).on('error', reject);
  return promise;
}

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 20) {
    if (waited > 10_000) throw new Error('It did not come to that.');
    await pause(20);
  }
}

async function* times(count: number, piece: string): AsyncGenerator<string> {
  for (let index = 0; index < count; index += 1) yield piece;
}

test.each([
  ['no text', 0, 0],
  ['a short text', 3, 10],
  ['a text of one chunk', 64, 1024],
])('%s is sent at once, with its length', async (_, count, characters) => {
  const { running } = await serve(() => times(count, 'x'.repeat(characters)));
  const { headers, text } = await running.ask('/');
  expect(headers['content-length']).toBe(String(count * characters));
  expect(text).toBe('x'.repeat(count * characters));
});

test('a longer one is sent in chunks, whole and in order', async () => {
  const { running } = await serve(async function* () {
    for (let index = 0; index < 20_000; index += 1) yield `${index},`;
  });
  const { headers, text } = await running.ask('/');
  expect(headers).not.toHaveProperty('content-length');
  expect(text).toBe(Array.from({ length: 20_000 }, (_, index) => `${index},`).join(''));
  await until(() => running.logLines.length > 0);
  expect(JSON.parse(running.logLines[0] ?? '').bytes).toBeGreaterThan(text.length);
});

test('no more is asked for than a client takes, and nothing once it is gone', async () => {
  const megabyte = 'x'.repeat(1_048_576);
  const { running, seen } = await serve(() => times(1000, megabyte));
  const answer = await open(running.port);
  let before = -1;
  await until(() => {
    const stands = seen.asked === before;
    before = seen.asked;
    return stands && seen.asked > 0;
  });
  await pause(200);
  // What the kernel's buffers and the client's take, of a gigabyte.
  expect(seen.asked).toBeLessThan(50);
  expect(seen.ended).toBe(false);
  answer.destroy();
  await until(() => seen.ended);
  expect(seen.asked).toBeLessThan(50);
});

test('what fails before anything is sent is answered as a failure', async () => {
  const { running } = await serve(async function* () {
    yield 'x';
    throw new Error('It broke.');
  });
  expect(await running.ask('/')).toMatchObject({ status: 500, text: 'refused' });
});

test('what fails in the middle ends the connection, so that nobody takes a part for the whole', async () => {
  const { running, seen } = await serve(async function* () {
    yield* times(10, 'x'.repeat(65_536));
    throw new Error('It broke.');
  });
  await expect(running.ask('/')).rejects.toThrow('aborted');
  expect(seen.ended).toBe(true);
  await until(() => running.logLines.some((line) => line.includes('It broke.')));
});

test('the deadline of the request ends the connection as well', async () => {
  const { running, seen } = await serve(
    async function* () {
      for (;;) {
        yield 'x'.repeat(65_536);
        await pause(50);
      }
    },
    { requestSecondsMax: 1 },
  );
  await expect(running.ask('/')).rejects.toThrow('aborted');
  await until(() => seen.ended);
});

test('a request for the head alone gets no body, and asks for no more pieces', async () => {
  const { running, seen } = await serve(() => times(1000, 'x'.repeat(65_536)));
  expect(await running.ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
  expect(seen.asked).toBeLessThan(5);
});
