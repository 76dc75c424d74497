import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { type Serving, serving } from './serving.ts';

const surface: HttpMiddleware = (context) => {
  context.state.accountId = 'account-1';
  context.state.tokenId = 'token-1';
  context.body = 'seen';
};

let running: Serving;
beforeAll(async () => {
  running = await serving(surface, { prefix: '/there' });
});
afterAll(() => running.server.stop());

const linesOf = (requestId: unknown) =>
  running.logLines.map((line) => JSON.parse(line)).filter((line) => line.requestId === requestId);

test.each([['a'], ['Req_1.2-3'], ['x'.repeat(128)]])('the request id %s is taken over', async (id) => {
  const { headers } = await running.ask('/there/42', { headers: { 'X-Request-Id': id } });
  expect(headers['x-request-id']).toBe(id);
});

test.each([[''], ['x'.repeat(129)], ['a b'], ['{"forged":"line"}'], ['é']])(
  'the request id %j is replaced by one of ours',
  async (id) => {
    const { headers } = await running.ask('/there/42', { headers: { 'X-Request-Id': id } });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  },
);

test('the log has one line for a request: what was asked, by whom, and how it ended', async () => {
  await running.ask('/there/42?filter=userName', { headers: { 'X-Request-Id': 'logged' } });
  expect(linesOf('logged')).toEqual([
    expect.objectContaining({
      method: 'GET',
      path: '/there/42',
      status: 200,
      bytes: 4,
      milliseconds: expect.any(Number),
      accountId: 'account-1',
      tokenId: 'token-1',
    }),
  ]);
});

test('neither query, nor headers, nor body get into the log', async () => {
  await running.ask('/there/42?filter=ada%40example.com', {
    method: 'POST',
    headers: { Authorization: 'Bearer sesame', 'X-Request-Id': 'secretive' },
    body: '{"password":"hunter2"}',
  });
  expect(linesOf('secretive')).toHaveLength(1);
  const log = running.logLines.join('');
  for (const secret of ['ada%40', 'ada@', 'sesame', 'hunter2']) expect(log).not.toContain(secret);
});

test('where no surface is there is nothing, told as a problem of RFC 9457', async () => {
  const { status, headers, text } = await running.ask('/nowhere');
  expect(status).toBe(404);
  expect(headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(text)).toEqual({
    ...{ title: 'Not Found', status: 404, detail: 'There is nothing at "/nowhere".' },
  });
});
