import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ErrorFormat } from '../../../src/adapters/koa-http/error-format.ts';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { RequestsInFlight } from '../../../src/adapters/koa-http/requests-in-flight.ts';
import { HttpServer } from '../../../src/adapters/koa-http/server.ts';
import { refuse, type Surface } from '../../../src/adapters/koa-http/surface.ts';
import { ask, exchange } from './serving.ts';

const formatOf = (name: string): ErrorFormat => ({
  contentType: `application/${name}+json`,
  body: (status, detail) => JSON.stringify({ name, status, detail }),
});
const surfaceOf = (name: string, ...prefixes: string[]): Surface => ({
  prefixes,
  errorFormat: formatOf(name),
  middleware: (context) => {
    context.body = `${name} ${context.state.prefix}`;
  },
});
const surfaces = [surfaceOf('people', '/people', '/api/people'), surfaceOf('admin', '/admin')];

let isOpen = true;
const gate: HttpMiddleware = (context, next) => (isOpen ? next() : refuse(context, 503, 'Not yet.'));

let server: HttpServer;
let port: number;
beforeAll(async () => {
  const settings = {
    host: '127.0.0.1',
    port: 0,
    trustProxy: false,
    requestsInFlightMax: 100,
    requestSecondsMax: 50,
    stopSecondsMax: 5,
  };
  const ping = async () => {};
  server = new HttpServer(
    surfaces,
    new RequestsInFlight(100),
    { ping, middleware: gate },
    pino({ level: 'silent' }),
    settings,
  );
  ({ port } = await server.listen());
});
afterAll(() => server.stop());

test.each([
  ['/people', 'people /people'],
  ['/people/7?x=1', 'people /people'],
  ['/api/people/', 'people /api/people'],
  ['/admin/x/people', 'admin /admin'],
])('%s is answered by the surface below whose prefix it is', async (path, text) => {
  expect(await ask(port, path)).toMatchObject({ status: 200, text });
});

test.each(['/peoples', '/People', '/api', '/', '/x/admin'])('%s is below none', async (path) => {
  const { status, headers, text } = await ask(port, path);
  expect([status, headers['content-type']]).toEqual([404, 'application/problem+json']);
  expect(JSON.parse(text)).toEqual({
    ...{ title: 'Not Found', status: 404, detail: `There is nothing at "${path}".` },
  });
});

test.each([
  ['/admin/7', 'application/admin+json', { name: 'admin', status: 503, detail: 'Not yet.' }],
  ['/api/people', 'application/people+json', { name: 'people', status: 503, detail: 'Not yet.' }],
  [
    '/elsewhere',
    'application/problem+json',
    { title: 'Service Unavailable', status: 503, detail: 'Not yet.' },
  ],
])("what refuses %s before its surface sees it does so in the surface's format", async (path, type, body) => {
  isOpen = false;
  try {
    const { status, headers, text } = await ask(port, path);
    expect([status, headers['content-type'], JSON.parse(text)]).toEqual([503, type, body]);
  } finally {
    isOpen = true;
  }
});

test.each([
  ['GET /admin/7 HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', 'application/admin+json', 400],
  ['GET /people?filter=x HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n', 'application/people+json', 400],
  ['hello\r\n\r\n', 'application/problem+json', 400],
])('malformed HTTP as well, as far as its path can be read: %j', async (text, type, status) => {
  const [head = ''] = (await exchange(port, text)).split('\r\n\r\n');
  expect(head).toContain(`HTTP/1.1 ${status} `);
  expect(head).toContain(`Content-Type: ${type}`);
});
