import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RehearsalResult, Step } from '../../../src/adapters/okta-rehearsal/rehearsal.ts';
import { rehearse } from '../../../src/adapters/okta-rehearsal/rehearse.ts';
import { stepText, verdictText } from '../../../src/adapters/okta-rehearsal/step-text.ts';

const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const nobody = { schemas: [listSchema], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] };

const requests: IncomingMessage[] = [];
let answer: (request: IncomingMessage, body: string) => { status: number; text: string };

/** A server that answers as the test at hand has it. */
const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
  requests.push(request);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { status, text } = answer(request, Buffer.concat(chunks).toString());
  response.writeHead(status).end(text);
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => void server.close());

function play(): Promise<RehearsalResult & { steps: readonly Step[] }> {
  const { port } = server.address() as AddressInfo;
  requests.length = 0;
  const baseUrl = `http://127.0.0.1:${port}/scim/v2/`;
  return rehearse({ baseUrl, token: 'secret-token', removeAgent: true, onStep: () => {} });
}

const json = (status: number, body: unknown) => ({ status, text: JSON.stringify(body) });

test('requests carry the headers that Okta sends', async () => {
  answer = () => json(500, {});
  await play();
  expect(requests[0]?.url).toBe('/scim/v2/Users?startIndex=1&count=2');
  expect(requests[0]?.headers).toMatchObject({
    'user-agent': 'Okta SCIM Client 1.0.0',
    accept: 'application/scim+json',
    authorization: `Basic ${Buffer.from('apikey:secret-token').toString('base64')}`,
  });
  expect(requests[0]?.headers).not.toHaveProperty('content-type');
});

test('counts that are strings fail, since Okta then stops without a word', async () => {
  answer = () => json(200, { ...nobody, startIndex: '1' });
  const result = await play();
  expect(verdictText(result)).toContain('"startIndex" is "1", not a whole number');
});

test('a page that a proxy puts in front of the answer fails, is shown, and steers no terminal', async () => {
  answer = () => ({ status: 502, text: '<h1>Bad Gateway\u001b[2J</h1>' });
  const { passed, steps } = await play();
  expect(passed).toBe(false);
  expect(steps).toHaveLength(1);
  expect(steps.map(stepText).join()).toContain('<h1>Bad Gateway\u{FFFD}[2J</h1>');
});

test('a password that comes back fails, and so does a create without an id, after which nothing is played', async () => {
  answer = (request, body) =>
    request.method === 'POST' ? json(201, { ...JSON.parse(body), id: '' }) : json(200, nobody);
  const { steps } = await play();
  expect(steps.at(-1)?.title).toBe('Create');
  expect(steps.at(-1)?.failures).toEqual([
    '"id" is missing',
    '"meta.location" is missing',
    'the password that was sent comes back',
  ]);
});

test('what was made is removed, also when a later step fails', async () => {
  answer = ({ method }, body) => {
    if (method === 'POST') return json(201, { ...JSON.parse(body), id: '7', meta: { location: '/7' } });
    if (method === 'DELETE') return { status: 204, text: '' };
    return requests.length > 3 ? json(500, { detail: 'Out of order.' }) : json(200, nobody);
  };
  const result = await play();
  expect(requests.at(-1)).toMatchObject({ method: 'DELETE', url: '/scim/v2/Users/7' });
  expect(verdictText(result)).toContain('the status is 500, not 200 (Out of order.)');
});

test('a redirect is not followed, and fails', async () => {
  answer = () => json(302, {});
  expect((await play()).steps.at(-1)?.failures).toEqual(['the status is 302, not 200']);
});
