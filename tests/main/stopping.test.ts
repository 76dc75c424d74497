import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { proxyTo } from '../support/tcp-proxy.ts';
import { freshInstallation, type RollcallProcess } from './installation.ts';

/** A create whose body has not come whole: in flight until `finish` is called. */
async function slowCreate(address: string, token: string) {
  const body = JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: 'ada@example.com',
  });
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.setEncoding('utf8');
  await once(socket, 'connect');
  socket.write(
    [
      'POST /scim/v2/Users HTTP/1.1',
      `Host: ${hostname}:${port}`,
      `Authorization: Bearer ${token}`,
      'Content-Type: application/scim+json',
      `Content-Length: ${body.length}`,
      'Expect: 100-continue',
      '',
      '',
    ].join('\r\n'),
  );
  // Answered once the server has taken up the request.
  await once(socket, 'data');
  socket.write(body.slice(0, 10));
  const finish = async () => {
    socket.write(body.slice(10));
    const [answer] = await once(socket, 'data');
    return String(answer);
  };
  return { finish, socket };
}

async function serving(
  environment: Readonly<Record<string, string>> = {},
): Promise<{ server: RollcallProcess; address: string; token: string }> {
  const { start } = freshInstallation(environment);
  const server = start('serve', '--first-account');
  const address = await server.address();
  const [token = ''] = await server.written(/rollcall_[0-9a-f]{32}_[\w-]{43}/);
  return { server, address, token };
}

test('on SIGTERM a request in flight is finished, new ones are not taken, and the exit code is 0', async () => {
  const { server, address, token } = await serving();
  const { finish } = await slowCreate(address, token);
  server.signal('SIGTERM');
  await server.written(/"msg":"[^"]*[Ss]topping/);
  const refused = await fetch(`${address}/livez`).then(
    (answer) => answer.status,
    () => 'refused',
  );
  expect(['refused', 503]).toContain(refused);
  expect(await finish()).toMatch(/^HTTP\/1\.1 201 /);
  expect((await server.ended()).code).toBe(0);
});

test('a second signal ends the process at once, whatever is in flight', async () => {
  const { server, address, token } = await serving();
  const { socket } = await slowCreate(address, token);
  socket.on('error', () => {});
  server.signal('SIGINT');
  await server.written(/"msg":"[^"]*[Ss]topping/);
  server.signal('SIGINT');
  expect((await server.ended()).code).not.toBe(0);
});

onEachServer('A process whose database has become silent', (product) => {
  test('ends on SIGTERM all the same, with requests that get no answer', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const { server, address, token } = await serving({
      ROLLCALL_DATABASE_URL: proxy.url,
      ROLLCALL_STOP_SECONDS_MAX: '1',
      ROLLCALL_TOKEN_CACHE_SECONDS: '60',
    });
    const headers = { Authorization: `Bearer ${token}` };
    const list = () => fetch(`${address}/scim/v2/Users`, { headers });
    expect((await list()).status).toBe(200);
    proxy.silence();
    const asked = proxy.sent();
    const unanswered = list().catch((error: unknown) => error);
    while (proxy.sent() === asked) await pause(10);
    server.signal('SIGTERM');
    expect((await server.ended()).code).toBe(0);
    await unanswered;
    await proxy.close();
  });

  test.each([
    ['it waits for another process', 'GET_LOCK'],
    ['it brings the schema up to date', 'CREATE TABLE'],
  ])('ends on SIGTERM also while %s', async (_, text) => {
    const proxy = await proxyTo(await product.freshUrl());
    proxy.silenceAt(text);
    const server = freshInstallation({
      ROLLCALL_DATABASE_URL: proxy.url,
      ROLLCALL_STOP_SECONDS_MAX: '1',
    }).start('serve');
    while (!proxy.isSilent()) await pause(10);
    server.signal('SIGTERM');
    expect((await server.ended()).code).toBe(0);
    await proxy.close();
  });
});
