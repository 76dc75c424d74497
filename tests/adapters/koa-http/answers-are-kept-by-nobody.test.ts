import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchange, type Serving, serving } from './serving.ts';

let running: Serving;
beforeAll(async () => {
  running = await serving(
    (context) => {
      if (context.path.endsWith('/fault')) throw new Error('a fault');
      if (context.path.endsWith('/asset')) context.set('Cache-Control', 'max-age=60');
      context.body = 'seen';
    },
    { prefix: '/surface' },
  );
});
afterAll(() => running.server.stop());

const get = (path: string, ...headers: string[]) =>
  `${[`GET ${path} HTTP/1.1`, 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;

test.each([
  ['of a surface', get('/surface', 'Host: x'), 200],
  ['that nothing is there', get('/', 'Host: x'), 404],
  ['of the health', get('/readyz', 'Host: x'), 200],
  ['that the host is missing', get('/surface'), 400],
  ['that the request is malformed', 'GET /surface HTTP/1.1\r\nbad header\r\n\r\n', 400],
])('an answer %s is for whoever asked alone, and is what it says it is', async (_, text, status) => {
  const answer = await exchange(running.port, text);
  expect(answer).toContain(`HTTP/1.1 ${status} `);
  expect(answer).toContain('\r\nCache-Control: no-store\r\n');
  expect(answer).toContain('\r\nVary: Authorization, apiToken\r\n');
  expect(answer).toContain('\r\nX-Content-Type-Options: nosniff\r\n');
});

test('a surface may say otherwise', async () => {
  expect((await running.ask('/surface/asset')).headers['cache-control']).toBe('max-age=60');
});
