import { describe, expect, test } from 'vitest';
import { sqlite } from '../../support/databases.ts';
import { errorSchema } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';
import { exchange } from '../koa-http/serving.ts';

const server = serverOn();

const get = (...headers: string[]) =>
  `${['GET /scim/v2/ServiceProviderConfig HTTP/1.1', 'Connection: close', ...headers].join('\r\n')}\r\n\r\n`;

async function answerTo(text: string) {
  const [head = '', body = ''] = (await exchange(server().port, text)).split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head, body: JSON.parse(body) };
}

test.each([
  ['no Host', [], 400],
  ['two Hosts', ['Host: a.example', 'host: b.example'], 400],
  ['two that are the same', ['Host: a.example', 'HOST: a.example'], 400],
  ['an empty Host', ['Host:'], 400],
  ['a Host with a path', ['Host: a/b"c'], 400],
  ['a Host with a user', ['Host: a@b.example'], 400],
  ['a Host with a blank', ['Host: a b'], 400],
  ['a Host with a port that is none', ['Host: a.example:port'], 400],
  ['a list of Hosts', ['Host: a.example, b.example'], 400],
  ['a Host with markup', ['Host: <script>'], 400],
  ['an expectation that nobody can meet', ['Host: a.example', 'Expect: x'], 417],
  ['a Transfer-Encoding that nobody knows', ['Host: a.example', 'Transfer-Encoding: x'], 400],
])('%s is refused in the words of SCIM', async (_, headers, status) => {
  const answer = await answerTo(get(...(headers as string[])));
  expect(answer).toMatchObject({
    status,
    body: { schemas: [errorSchema], status: String(status), detail: expect.stringMatching(/./) },
  });
  expect(answer.head).toContain('Content-Type: application/scim+json');
  expect(answer.head).not.toContain('script');
});

test.each([
  'a.example',
  'A.example.:443',
  'localhost:8080',
  '192.0.2.1',
  '[2001:db8::1]:8080',
  'under_score',
  'xn--bcher-kva.example',
])('%s is a host', async (host) => {
  const { status, body } = await answerTo(get(`Host: ${host}`));
  expect([status, body.meta.location]).toEqual([200, `http://${host}/scim/v2/ServiceProviderConfig`]);
});

describe('Behind a trusted proxy', () => {
  const behindProxy = serverOn(sqlite, { trustProxy: true });

  test.each([
    ['scim.example.com, inner', 200],
    ['a/b"c', 400],
  ])('the forwarded host %s is answered with %i', async (host, status) => {
    const text = get('Host: inner', `X-Forwarded-Host: ${host}`);
    const answer = await exchange(behindProxy().port, text);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    if (status === 200) expect(answer).toContain('Location: http://scim.example.com/scim/v2/');
  });
});
