import { connect } from 'node:net';
import { beforeAll, expect, test } from 'vitest';
import { serviceAccountId } from '../../src/application/ports/caller.ts';
import type { ExplainedRequest } from '../../src/application/requests/explanation/explained-request.ts';
import { sqlite } from '../support/databases.ts';
import { writtenRequests } from '../support/logged-requests.ts';
import { basic, user } from '../support/scim-client.ts';
import { operator, serverOn, type TestAccount } from '../support/start-server.ts';

const server = serverOn(sqlite, { tokenCacheSeconds: 0, bodyBytesMax: 2_048 });
const quick = serverOn(sqlite, { tokenRequestsPerSecondMax: 1, requestSecondsMax: 1 });
const service = { ...operator, accountId: serviceAccountId };
let account: TestAccount;
let ofAccount: readonly ExplainedRequest[];
let ofService: readonly ExplainedRequest[];

/** Sends bytes and resolves once the server has ended the connection, or has answered. */
const sendBytes = (text: string, port = server().port): Promise<string> => {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  let received = '';
  socket.on('data', (bytes) => {
    received += bytes.toString();
    socket.end();
  });
  socket.on('error', () => resolve(received));
  socket.on('close', () => resolve(received));
  return promise;
};

const posted = (headers: string, body: string) =>
  sendBytes(
    `POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic(account.token.text)}\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

beforeAll(async () => {
  account = await server().openAccount();
  const { client } = account;
  await posted('Content-Type: application/json\r\n', '{"userName":');
  await posted('Content-Type: text/xml\r\n', '<user/>');
  await posted('Content-Encoding: gzip\r\n', 'x');
  await posted('', JSON.stringify(user('ada@example.com', { title: 'x'.repeat(3_000) })));
  await client.get('/Users?filter=userName%20like%20%22a%22');
  await client.get('/Users?cursor=wrong');
  await client.send('PUT', '/Users', { body: user('ada@example.com') });
  await client.get('/Me');
  await client.get('/Users/x', { 'If-Match': 'W/"1"' });
  await client.get('/Schemas?filter=id%20pr');
  ofAccount = await writtenRequests(server().application, account.caller, 10, { failed: true });

  await sendBytes('hello\r\n\r\n');
  await sendBytes(`GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nLong: ${'x'.repeat(20_000)}\r\n\r\n`);
  await sendBytes('GET /scim/v2/Users HTTP/1.1\r\n\r\n');
  await sendBytes('GET /scim/v2/Users HTTP/1.1\r\nHost: a b\r\n\r\n');
  await sendBytes('GET /scim/v2/Users HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n');
  await client.with({}).get('/Users');
  await client.with({}, server().baseUrl('')).get('/nowhere');
  ofService = await writtenRequests(server().application, service, 7, { failed: true });
});

const codesIn = (requests: readonly ExplainedRequest[]) =>
  requests.map(({ status, refusal }) => `${status} ${refusal?.code}`).sort();

test('what a token asked in vain stands in its account', () => {
  expect(codesIn(ofAccount)).toEqual(
    [
      ...['400 invalidSyntax', '415 mediaTypeUnknown', '415 mediaTypeUnknown', '413 bodyTooLarge'],
      ...['400 invalidFilter', '400 invalidCursor', '405 methodUnknown', '501 notOffered'],
      ...['404 agentNotFound', '403 notAllowed'],
    ].sort(),
  );
});

test('what no account is known for, and what is no request, operators see', () => {
  expect(codesIn(ofService)).toEqual(
    [
      ...['400 requestInvalid', '431 headersTooLarge', '400 requestInvalid', '400 requestInvalid'],
      ...['417 expectationUnknown', '401 tokenMissing', '404 pathUnknown'],
    ].sort(),
  );
  const unreadable = ofService.find(({ status }) => status === 431);
  expect(unreadable).toMatchObject({ method: 'GET', path: '/scim/v2/Users', source: '127.0.0.1' });
});

test('each says what to do', () => {
  expect([...ofAccount, ...ofService].filter(({ explanation }) => !explanation?.todo)).toEqual([]);
});

test('probes of orchestrators are no requests of anybody', async () => {
  const { client } = account;
  for (const path of ['/livez', '/readyz']) await client.with({}, server().baseUrl('')).get(path);
  await client.get('/Users');
  await writtenRequests(server().application, account.caller, 11);
  const { requests } = await server().application.listRequests(service, { limit: 200 });
  expect(requests.filter(({ path }) => path.endsWith('z'))).toEqual([]);
});

test('whoever asks too often, and a body that does not arrive in time, are written down', async () => {
  const { client, caller, token } = await quick().openAccount();
  const head = `POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic(token.text)}\r\nContent-Length: 9\r\n\r\n{`;
  await sendBytes(head, quick().port);
  for (let asked = 0; asked < 12; asked++) await client.get('/Users');
  const requests = await writtenRequests(quick().application, caller, 3, { failed: true });
  expect(codesIn(requests)).toEqual(
    ['408 requestTooSlow', '429 tooManyRequests', '429 tooManyRequests', '429 tooManyRequests'].slice(
      0,
      requests.length,
    ),
  );
});

test('a client that goes away before its answer is written down', async () => {
  const { caller, token } = await quick().openAccount('Gone');
  const { promise: isClosed, resolve } = Promise.withResolvers<void>();
  const socket = connect(quick().port, '127.0.0.1', () => {
    socket.write(
      `POST /scim/v2/Users HTTP/1.1\r\nHost: x\r\nAuthorization: ${basic(token.text)}\r\nContent-Length: 900\r\n\r\n{`,
    );
    setTimeout(() => socket.destroy(), 300);
  });
  socket.on('close', () => resolve());
  await isClosed;
  const [request] = await writtenRequests(quick().application, caller, 1, { failed: true });
  expect(['clientGone', 'invalidSyntax']).toContain(request?.refusal?.code);
});
