import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { onEachDatabase, sqlite } from '../../support/databases.ts';
import { type ScimAnswer, user } from '../../support/scim-client.ts';
import { type TestAccount, TestServer } from '../../support/start-server.ts';
import { type ReceivedSpan, type TraceReceiver, traceReceiver } from '../../support/trace-receiver.ts';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const parentId = '00f067aa0ba902b7';
const recorded = `00-${traceId}-${parentId}-01`;
const unrecorded = `00-${traceId}-${parentId}-00`;

const traceOf = ({ headers }: ScimAnswer): string => String(headers.traceresponse).split('-')[1] ?? '';

onEachDatabase('what is asked in a trace', (product) => {
  let receiver: TraceReceiver;
  let server: TestServer;
  const answers: ScimAnswer[] = [];
  const spansOf = (trace: string) => receiver.spans.filter((span) => span.traceId === trace);
  const childrenOf = ({ traceId: trace, spanId }: ReceivedSpan) =>
    spansOf(trace).filter(({ parentSpanId }) => parentSpanId === spanId);
  beforeAll(async () => {
    receiver = await traceReceiver();
    server = await TestServer.start(await product.freshUrl(), { tracesUrl: receiver.url, tracesPercent: 0 });
    const account = await server.openAccount();
    answers.push(await account.client.post('/Users', user('ada@example.com'), { traceparent: recorded }));
    const headers = { traceparent: `00-${'d'.repeat(32)}-${parentId}-01` };
    // In one task, so that all but the first wait, however slow the machine is.
    const crowd = Array.from({ length: 12 }, (_, index) => ({
      ...account.caller,
      trace: { traceId: (index + 1).toString(16).padStart(32, 'c'), spanId: parentId, traceFlags: 1 },
    }));
    await account.provisionAtOnce(crowd, (index) => `crowd-${index}@example.com`);
    // What is refused is quoted in messages, and where the database refuses it, in those of the driver.
    for (const [ask, sent] of [
      [() => account.client.post('/Users', user('ada@example.com'), headers), 409],
      [() => account.client.get('/Users/nobody@example.com', headers), 404],
      [() => account.client.get('/Users?filter=nickName%20eq%20%22example.com%22', headers), 200],
      [() => account.client.get('/Users?filter=example.com', headers), 400],
    ] as const)
      expect((await ask()).status).toBe(sent);
    // What is left to be sent is sent at the end.
    await server.stop();
  });
  afterAll(() => receiver.close());

  test('is told from the request over the use case down to its statements, under the trace of the client', () => {
    const [request] = spansOf(traceId).filter(({ parentSpanId }) => parentSpanId === parentId);
    if (request === undefined) throw new Error('The request has no span.');
    expect(request.name).toBe('POST {/api/v1}/scim/v2/Users');
    expect(request.attributes).toContainEqual({
      key: 'http.response.status_code',
      value: { intValue: 201 },
    });
    const useCases = childrenOf(request);
    expect(useCases.map(({ name }) => name)).toEqual(['AuthenticateToken', 'ProvisionAgent']);
    const statements = useCases.flatMap(childrenOf).map(({ name }) => name);
    for (const name of ['SELECT api_tokens', 'INSERT agents', 'INSERT journal', 'COMMIT'])
      expect(statements).toContain(name);
    expect(spansOf(traceId)).toHaveLength(1 + useCases.length + statements.length);
  });

  test('names the trace in the answer and in the log', () => {
    const [answer] = answers;
    const [request] = spansOf(traceId).filter(({ parentSpanId }) => parentSpanId === parentId);
    expect(answer?.headers.traceresponse).toBe(`00-${traceId}-${request?.spanId}-01`);
    const lines = server.logLines.map((line) => JSON.parse(line));
    expect(lines.find(({ msg, path }) => msg === 'request' && path === '/scim/v2/Users')).toMatchObject({
      traceId,
    });
    expect(lines.find(({ useCase }) => useCase === 'ProvisionAgent')).toMatchObject({ traceId });
  });

  test('has the statements once where several works share them, and every trace leads there', () => {
    const shared = receiver.spans.filter(({ name }) => name === 'gathered changes');
    const withStatements = shared.filter((span) => childrenOf(span).length > 0);
    const leading = shared.filter((span) => childrenOf(span).length === 0);
    expect(withStatements.length).toBeGreaterThan(0);
    expect(leading.length).toBeGreaterThan(0);
    for (const { links = [] } of leading) {
      const target = withStatements.find(({ spanId }) => spanId === links[0]?.spanId);
      expect(target?.links?.length).toBeGreaterThan(0);
    }
  });

  test('tells why it was refused, by codes', () => {
    const spans = spansOf('d'.repeat(32));
    const valuesOf = (key: string) =>
      spans.flatMap(({ attributes }) =>
        attributes.filter((one) => one.key === key).map(({ value }) => value),
      );
    expect(valuesOf('rollcall.refusal')).toContainEqual({ stringValue: 'userNameTaken' });
    const duplicate = product.name === 'SQLite' ? 'SQLITE_CONSTRAINT_UNIQUE' : 'ER_DUP_ENTRY';
    expect(valuesOf('error.type')).toEqual([{ stringValue: duplicate }]);
  });

  test('tells of nobody', () => {
    const text = receiver.texts.join();
    for (const { body } of answers) expect(text).not.toContain(body.id);
    for (const value of ['ada@', 'crowd-', 'example.com', 'Acme', '127.0.0.1', '?'])
      expect(text).not.toContain(value);
  });
});

/** A service that traces this share of requests, and what its receiver got of them by its end. */
async function traced(percent: number, ask: (account: TestAccount) => Promise<ScimAnswer>) {
  const receiver = await traceReceiver();
  const settings = { tracesUrl: receiver.url, tracesPercent: percent };
  const server = await TestServer.start(await sqlite.freshUrl(), settings);
  const answer = await ask(await server.openAccount());
  await server.stop();
  receiver.close();
  return { answer, spans: receiver.spans, logLines: server.logLines };
}

test.each([
  'nonsense',
  `00-${'0'.repeat(32)}-${parentId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `ff-${traceId}-${parentId}-01`,
  `00-${traceId.toUpperCase()}-${parentId}-01`,
  `${recorded}-more`,
  `00-${traceId}-${parentId}`,
])(
  'a `traceparent` that is none, %s, is passed over, and a trace begins with the request',
  async (header) => {
    const { answer, spans } = await traced(100, ({ client }) =>
      client.get('/Users', { traceparent: header }),
    );
    expect(answer.status).toBe(200);
    expect(traceOf(answer)).toMatch(/^[0-9a-f]{32}$/);
    expect(traceOf(answer)).not.toBe(traceId);
    const [request] = spans.filter((span) => span.traceId === traceOf(answer) && !span.parentSpanId);
    expect(request?.name).toBe('GET {/api/v1}/scim/v2/Users');
  },
);

test('of a trace that is not recorded nothing is sent, and the log names it all the same', async () => {
  const { answer, spans, logLines } = await traced(100, ({ client }) =>
    client.get('/Users', { traceparent: unrecorded }),
  );
  expect(traceOf(answer)).toBe(traceId);
  expect(spans.filter((span) => span.traceId === traceId)).toEqual([]);
  expect(logLines.some((line) => line.includes(traceId) && line.includes('"request"'))).toBe(true);
});

test('where no share is traced, no request begins a trace that is sent', async () => {
  const { answer, spans } = await traced(0, ({ client }) => client.get('/Users'));
  expect(answer.headers.traceresponse).toMatch(/-00$/);
  expect(spans.filter((span) => span.traceId === traceOf(answer))).toEqual([]);
});

test('where nobody asks for traces, neither answer nor log has one', async () => {
  const server = await TestServer.start(await sqlite.freshUrl());
  const { client } = await server.openAccount();
  const { headers } = await client.get('/Users', { traceparent: recorded });
  await server.stop();
  expect(headers).not.toHaveProperty('traceresponse');
  expect(server.logLines.join()).not.toContain(traceId);
});

test('a receiver that is away holds nobody up', async () => {
  const settings = { tracesUrl: 'http://127.0.0.1:9/v1/traces', tracesPercent: 100 };
  const server = await TestServer.start(await sqlite.freshUrl(), settings);
  const { client } = await server.openAccount();
  for (let times = 0; times < 5; times++) expect((await client.get('/Users')).status).toBe(200);
  await server.stop();
});

test('a receiver that takes nothing is told of once, and why', async () => {
  const refusing = createServer((request, response) => {
    request.resume();
    response.writeHead(403).end();
  }).listen(0, '127.0.0.1');
  await once(refusing, 'listening');
  const { port } = refusing.address() as AddressInfo;
  const settings = { tracesUrl: `http://127.0.0.1:${port}/v1/traces`, tracesPercent: 100 };
  const server = await TestServer.start(await sqlite.freshUrl(), settings);
  const { client } = await server.openAccount();
  const told = () => server.logLines.filter((line) => line.includes('Traces are not sent'));
  await client.get('/Users');
  await expect.poll(() => told().length).toBe(1);
  await client.get('/Users');
  await server.stop();
  refusing.close();
  expect(told().map((line) => JSON.parse(line).reason)).toEqual(['Forbidden']);
});
