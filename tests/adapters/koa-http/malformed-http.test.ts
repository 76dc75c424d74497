import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchange, type Serving, serving } from './serving.ts';

let running: Serving;
beforeAll(async () => {
  running = await serving((context) => {
    context.body = 'seen';
  });
});
afterAll(() => running.server.stop());

test.each([
  ['what is no HTTP', 'hello\r\n\r\n', 400],
  ['an impossible header', 'GET / HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', 400],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  ['headers too large', `GET / HTTP/1.1\r\nHost: x\r\nLong: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ['a path too long', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
])('%s is answered with what is wrong, and the server lives on', async (_, text, status) => {
  const [head = '', body = ''] = (await exchange(running.port, text)).split('\r\n\r\n');
  expect(head).toContain(`HTTP/1.1 ${status} `);
  expect(JSON.parse(body)).toMatchObject({ status, detail: expect.stringMatching(/./) });
  expect(await running.ask('/')).toMatchObject({ status: 200, text: 'seen' });
});
