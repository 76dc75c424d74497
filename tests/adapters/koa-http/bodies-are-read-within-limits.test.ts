import { afterAll, beforeAll, expect, test } from 'vitest';
import { BodyRefused } from '../../../src/adapters/koa-http/body-refused.ts';
import { jsonDepthMax, readJsonBody } from '../../../src/adapters/koa-http/read-json-body.ts';
import type { HttpMiddleware } from '../../../src/adapters/koa-http/request-state.ts';
import { type Asking, type Serving, serving } from './serving.ts';

const bytesMax = 1000;
const mediaTypes = ['application/scim+json', 'application/json'];

const echo: HttpMiddleware = async (context) => {
  try {
    const { deadline } = context.state;
    context.body = JSON.stringify(await readJsonBody(context.req, { mediaTypes, bytesMax, deadline }));
  } catch (error) {
    if (!(error instanceof BodyRefused)) throw error;
    context.status = error.status;
    context.body = error.detail;
  }
};

let running: Serving;
beforeAll(async () => {
  running = await serving(echo);
});
afterAll(() => running.server.stop());

const post = (body: Asking['body'], headers: Asking['headers'] = { 'Content-Type': 'application/json' }) =>
  running.ask('/', { method: 'POST', headers, body });
const ofBytes = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

test.each([bytesMax - 1, bytesMax])('a body of %i bytes is read', async (bytes) => {
  const body = ofBytes(bytes);
  expect(await post(body)).toMatchObject({ status: 200, text: body });
});

test('a body of one byte more is refused, with the limit', async () => {
  const answer = await post(ofBytes(bytesMax + 1));
  expect(answer.status).toBe(413);
  expect(answer.text).toContain('at most 1000 bytes');
});

test('a body whose length is not told is counted as it comes', async () => {
  const headers = { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' };
  expect((await post(ofBytes(bytesMax), headers)).status).toBe(200);
  expect((await post(ofBytes(bytesMax + 1), headers)).status).toBe(413);
});

test('bytes are counted, not characters', async () => {
  expect((await post(JSON.stringify('é'.repeat(499)))).status).toBe(200);
  expect((await post(JSON.stringify('é'.repeat(500)))).status).toBe(413);
});

test.each([jsonDepthMax - 1, jsonDepthMax])('%i levels of nesting are read', async (levels) => {
  expect((await post(nested(levels))).status).toBe(200);
});

test('one level more is refused, and brackets within texts are no levels', async () => {
  const answer = await post(nested(jsonDepthMax + 1));
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('nested too deeply');
  const text = JSON.stringify({ text: `\\"${'[{'.repeat(50)}` });
  expect(await post(text)).toMatchObject({ status: 200, text });
});

test.each([
  ['application/scim+json'],
  ['application/json'],
  ['APPLICATION/SCIM+JSON; charset=UTF-8'],
  ['application/json;charset="utf-8"'],
  ['application/scim+json; charset="UTF-8"; x=y'],
  ['application/json; Charset=utf8'],
  ['application/json; charset=us-ascii'],
  ['application/json; charset="US-ASCII"'],
  ['application/json; charset=ASCII'],
  ['application/json; charset='],
])('a body of %s is read', async (type) => {
  expect((await post('{}', { 'Content-Type': type })).status).toBe(200);
});

test('a body of which no type is told is read', async () => {
  expect((await post('{}', {})).status).toBe(200);
});

test.each([
  ['text/plain', 'not "text/plain"'],
  ['application/xml', 'application/scim+json or application/json'],
  ['application/json; charset=iso-8859-1', 'not "iso-8859-1"'],
  ['application/json; charset="utf-16"', 'not "utf-16"'],
  ['application/json; charset=us-ascii-8', 'not "us-ascii-8"'],
])('a body of %s is refused', async (type, reason) => {
  const answer = await post('{}', { 'Content-Type': type });
  expect(answer.status).toBe(415);
  expect(answer.text).toContain(reason);
});

test('a compressed body is refused', async () => {
  const answer = await post('{}', { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' });
  expect(answer.status).toBe(415);
  expect(answer.text).toContain('"gzip"');
});

test('what is not JSON is refused with the position and without a word of the body', async () => {
  const answer = await post('{"password": "hunter2" "next": 1}');
  expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('position 23') });
  expect(answer.text).not.toContain('hunter2');
});

test.each([['{"a": hunter2}'], ['hunter2'], ['{'], ['{"a":1,}'], ['NaN'], ["{'a':1}"]])(
  '%s is not JSON',
  async (body) => {
    const answer = await post(body);
    expect(answer).toMatchObject({ status: 400, text: expect.stringContaining('not JSON') });
    expect(answer.text).not.toContain('hunter2');
  },
);

test('an empty body is refused as such', async () => {
  expect(await post('')).toMatchObject({ status: 400, text: expect.stringContaining('no body') });
});

test('bytes that are no UTF-8 are refused, and a byte order mark is ignored', async () => {
  expect((await post(Buffer.from([0x22, 0xff, 0x22]))).status).toBe(400);
  expect(await post(Buffer.from('\u{feff}{"a":1}'))).toMatchObject({ status: 200, text: '{"a":1}' });
});
