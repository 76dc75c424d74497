import { expect, test } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { errorSchema, user } from '../support/scim-client.ts';
import { TestServer } from '../support/start-server.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

onEachServer('While the database is away', (product) => {
  test('requests are answered 503 with when to try again, and all is well once it is back', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const server = await TestServer.start(proxy.url);
    const { client } = await server.openAccount();
    const { id } = await client.create('ada@example.com');

    proxy.cut();
    const away = await Promise.all([
      client.get(`/Users/${id}`),
      client.get('/Users'),
      client.post('/Users', user('grace@example.com')),
      client.put(`/Users/${id}`, user('ada@example.com', { title: 'Countess' })),
      client.delete(`/Users/${id}`),
    ]);
    for (const { status, headers, body } of away) {
      expect([status, headers['retry-after']]).toEqual([503, expect.stringMatching(/^\d+$/)]);
      expect(body).toMatchObject({
        schemas: [errorSchema],
        status: '503',
        detail: expect.stringMatching(/./),
      });
    }
    expect((await client.with({}, server.baseUrl('')).get('/readyz')).status).toBe(503);
    expect((await client.with({}, server.baseUrl('')).get('/livez')).status).toBe(200);

    proxy.restore();
    expect((await client.get('/Users')).body.totalResults).toBe(1);
    expect((await client.post('/Users', user('grace@example.com'))).status).toBe(201);
    expect((await client.with({}, server.baseUrl('')).get('/readyz')).status).toBe(200);
    await server.stop();
    await proxy.close();
  });
});
