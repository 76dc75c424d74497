import { expect, test } from 'vitest';
import { serving } from './serving.ts';

test.each([
  ['200 while the database answers', async () => {}, 200],
  ['503 when the database does not answer', () => Promise.reject(new Error('away')), 503],
  ['503 when the database takes too long', () => new Promise<void>(() => {}), 503],
])('/readyz is %s, and /livez is 200 all the same', async (_, ping, status) => {
  const { server, ask } = await serving(() => {}, { ping });
  const [ready, live] = await Promise.all([ask('/readyz'), ask('/livez')]);
  expect(ready.status).toBe(status);
  expect(JSON.parse(ready.text)).toEqual({ status: expect.stringMatching(/./) });
  expect(live).toMatchObject({ status: 200, text: '{"status":"alive"}' });
  await server.stop();
});

test('however many ask for readiness at once, the database is asked once', async () => {
  let pings = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const { server, ask } = await serving(() => {}, {
    ping: () => {
      pings += 1;
      return promise;
    },
  });
  const asking = Array.from({ length: 5 }, () => ask('/readyz'));
  await ask('/livez');
  resolve();
  const statuses = (await Promise.all(asking)).map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 200, 200]);
  expect(pings).toBe(1);
  await server.stop();
});
