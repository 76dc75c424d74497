import { expect, test } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { TestServer } from '../support/start-server.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];

onEachServer('a request whose database has become silent', (product) => {
  test('is answered with 503 at its deadline, and has changed nothing', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const server = await TestServer.start(proxy.url, { requestSecondsMax: 1 });
    const { client } = await server.openAccount();
    expect((await client.get('/Users')).status).toBe(200);
    proxy.silence();
    const answers = await Promise.all([
      client.get('/Users'),
      client.post('/Users', { schemas, userName: 'ada@example.com' }),
    ]);
    for (const { status, headers, body } of answers) {
      expect(status).toBe(503);
      expect(headers['retry-after']).toBe('5');
      expect(body.detail).toMatch(/took too long.*Nothing has changed/);
    }
    const told = server.logLines.filter((line) => line.includes('did not do what it was asked'));
    expect(told.map((line) => JSON.parse(line))).toMatchObject(
      Array(2).fill({ failure: 'tooSlow', tries: 1, requestId: expect.any(String) }),
    );
    await server.stop();
    await proxy.close();
  });
});
