import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { ScimClient } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const operatorToken = 'operator-'.padEnd(40, 'x');

onEachDatabase('a Single Sign-On connection', (product) => {
  const server = serverOn(product, { operatorTokenHash: hash('sha256', operatorToken, 'hex') });

  test('is changed and removed only at the version that was read', async () => {
    const { caller } = await server().openAccount();
    const api = new ScimClient(server().baseUrl('/api/v1'), {
      ...{ Authorization: `Bearer ${operatorToken}`, 'Content-Type': 'application/json' },
      'Rollcall-Account': caller.accountId,
    });
    const [connection] = (await api.get('/sso-connections')).body.items;
    const path = `/sso-connections/${connection.id}`;
    const send = (method: string, version: number, body?: object) =>
      api.send(method, path, { body, headers: { 'If-Match': `W/"${version}"` } });
    const changed = await send('PATCH', connection.version, { name: 'Renamed' });
    expect(changed).toMatchObject({ status: 200, headers: { etag: `W/"${connection.version + 1}"` } });
    const refused = { status: 412, body: { code: 'versionDiffers' } };
    expect(await send('PATCH', connection.version, { name: 'Again' })).toMatchObject(refused);
    expect(await send('DELETE', connection.version)).toMatchObject(refused);
    expect((await api.get('/sso-connections')).body.items).toMatchObject([{ name: 'Renamed' }]);
    expect((await send('DELETE', connection.version + 1)).status).toBe(200);
  });
});
