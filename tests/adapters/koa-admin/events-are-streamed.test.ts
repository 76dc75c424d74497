import { expect, test } from 'vitest';
import type { TokenScope } from '../../../src/domain/permission/token-scope.ts';
import { onEachDatabase, sqlite } from '../../support/databases.ts';
import { serverOn, type TestAccount, TestServer } from '../../support/start-server.ts';

const follow = async (
  server: TestServer,
  { issueToken }: TestAccount,
  scope: TokenScope,
  { signal, ...headers }: { readonly signal?: AbortSignal; readonly 'Last-Event-ID'?: string } = {},
): Promise<Response> => {
  const { text } = await issueToken({ scopes: [scope] });
  return fetch(server.baseUrl('/api/v1/audit-log/stream'), {
    headers: { Authorization: `Bearer ${text}`, ...headers },
    signal,
  });
};

/** What comes of a stream, event by event; comments and times to retry are left out. */
async function* eventsOf(answer: Response): AsyncGenerator<string> {
  let text = '';
  for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += piece;
    const parts = text.split('\n\n');
    text = parts.pop() ?? '';
    yield* parts.filter((part) => part.includes('data:'));
  }
}

onEachDatabase('the stream of events', (product) => {
  const server = serverOn(product);

  const following = async (name: string) => {
    const account = await server().openAccount(name);
    const stop = new AbortController();
    const open = (headers: { readonly 'Last-Event-ID'?: string } = {}) =>
      follow(server(), account, 'events:read', { signal: stop.signal, ...headers });
    return { ...account, open, stop };
  };

  test('says that something happened, and nothing of it', async () => {
    const { open, provisionMany, journal, stop } = await following('Acme');
    const answer = await open();
    expect(answer.headers.get('Content-Type')).toBe('text/event-stream');
    await provisionMany(1, () => ({ userName: 'secret@example.com' }));
    const { value } = await eventsOf(answer).next();
    const position = (await journal())[0]?.position;
    expect(value).toBe(`id: ${position}\ndata: ${position}`);
    stop.abort();
  });

  test('adds no more listeners to its answer than Node takes for no mistake', async () => {
    const warnings: string[] = [];
    const note = ({ name }: Error) => void warnings.push(name);
    process.on('warning', note);
    const { open, provisionMany, stop } = await following('Listened to');
    const answer = await open();
    await provisionMany(1);
    await eventsOf(answer).next();
    stop.abort();
    await new Promise(setImmediate);
    process.off('warning', note);
    expect(warnings).not.toContain('MaxListenersExceededWarning');
  });

  test('tells at once what whoever comes again has not heard of', async () => {
    const { open, provisionMany, journal, stop } = await following('Again');
    const before = (await journal())[0]?.position ?? 0;
    await provisionMany(1);
    const { value } = await eventsOf(await open({ 'Last-Event-ID': String(before) })).next();
    expect(value).toContain(`data: ${(await journal())[0]?.position}`);
    stop.abort();
  });

  test('names the last entry before anything happens, so that a browser whose stream ended can say it', async () => {
    const { open, journal, stop } = await following('Nothing yet');
    const reader = (await open()).body?.pipeThrough(new TextDecoderStream()).getReader();
    const text = (await reader?.read())?.value;
    expect(text).toBe(`retry: 500\nid: ${(await journal())[0]?.position}\n\n`);
    stop.abort();
  });

  test('tells nothing of another account', async () => {
    const [mine, theirs] = [await following('Mine'), await following('Theirs')];
    const events = eventsOf(await mine.open());
    await theirs.provisionMany(1);
    await mine.provisionMany(1);
    const { value } = await events.next();
    expect(value).toContain(`data: ${(await mine.journal())[0]?.position}`);
    mine.stop.abort();
  });

  test('is for those who may read the audit log', async () => {
    const account = await server().openAccount('Refused');
    expect((await follow(server(), account, 'scim')).status).toBe(403);
    expect((await fetch(server().baseUrl('/api/v1/audit-log/stream'))).status).toBe(401);
  });
});

test('a service that stops ends its streams, and waits for none of them', async () => {
  const server = await TestServer.start(await sqlite.freshUrl(), { stopSecondsMax: 60 });
  const account = await server.openAccount();
  const answer = await follow(server, account, 'events:read');
  const events = eventsOf(answer).next();
  await server.stop();
  expect(await events).toEqual({ done: true, value: undefined });
});
