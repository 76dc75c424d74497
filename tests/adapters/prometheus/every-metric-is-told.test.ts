import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { describedMetrics } from '../../reference/metrics-reference.ts';
import { brakedAccount } from '../../support/brakes.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { basic, user } from '../../support/scim-client.ts';
import { Scraped } from '../../support/scraped.ts';
import { serverOn } from '../../support/start-server.ts';

/** Told where the audit log goes somewhere else, which tests/main/metrics-are-served.test.ts plays. */
const ofSinks = /^rollcall_audit_sink_/;

onEachDatabase('after traffic of each kind', (product) => {
  const server = serverOn(product, { metricsListen: '127.0.0.1:0', tokenCacheSeconds: 0 });

  test('every metric that the reference names has a sample with all of its labels', async () => {
    const { client, ids, deactivate, caller } = await brakedAccount(server(), 12);
    await deactivate(ids.slice(0, 6));
    await client.create('ada@example.com');
    expect((await client.post('/Users', user('ada@example.com'))).status).toBe(409);
    expect((await client.with({ Authorization: basic('wrong') }).get('/Users')).status).toBe(401);
    await Promise.all(ids.map((id) => client.get(`/Users/${id}`)));
    const late = { ...caller, deadline: performance.now() + 100 };
    await server()
      .unitOfWork.transact(late, () => setTimeout(1_000, undefined, { ref: false }))
      .catch(() => undefined);
    const { samples } = await Scraped.from(server().metricsPort);
    const missing = describedMetrics()
      .filter(({ name }) => name.startsWith('rollcall_') && !ofSinks.test(name))
      .filter(({ name, type, labelNames }) => {
        const told = type === 'histogram' ? `${name}_count` : name;
        return !samples.some(
          (sample) => sample.name === told && labelNames.every((label) => label in sample.labels),
        );
      });
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
