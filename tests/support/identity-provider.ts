import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterFile } from './after-file.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server whose answer a test may change; it is gone when the test file is done. */
export async function webServer(answer: Answer) {
  const served = { answer, requests: 0 };
  const server = createServer((request, response) => {
    served.requests += 1;
    served.answer(request, response);
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  afterFile(() => {
    server.closeAllConnections();
    server.close();
  });
  return Object.assign(served, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** Answers with a text. */
export const answering =
  (body: string | Uint8Array, contentType = 'application/samlmetadata+xml', status = 200): Answer =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': contentType }).end(body);

export const json = (value: unknown, status = 200): Answer =>
  answering(JSON.stringify(value), 'application/json', status);
