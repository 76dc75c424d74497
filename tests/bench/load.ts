import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Measurement, measurementOf } from './measurement.ts';

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
}

export interface Load {
  readonly baseUrl: string;
  readonly token: string;
  readonly amount: number;
  readonly connections: number;
  readonly expectedStatus: 200 | 201;
  readonly request: (index: number) => Request;
}

/**
 * Sends a bounded number of requests over kept connections, each of which waits for an answer before it asks again. The
 * requests are bytes before the time begins, and of an answer no more is read than its status and its end: the servers
 * need the processors.
 *
 * @throws Error when an answer has another status than the expected one: a failed request is no result.
 */
export async function send(load: Load): Promise<Measurement> {
  const requests = Array.from({ length: load.amount }, (_, index) => bytesOf(load, load.request(index)));
  const { hostname, port } = new URL(load.baseUrl);
  const sockets = await Promise.all(
    Array.from({ length: load.connections }, () => connected(hostname, Number(port))),
  );
  const milliseconds: number[] = [];
  const waiting = requests.values();
  try {
    const startedAt = performance.now();
    await Promise.all(sockets.map((socket) => converse(socket, waiting, load.expectedStatus, milliseconds)));
    return measurementOf(milliseconds, performance.now() - startedAt);
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

async function connected(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port, noDelay: true });
  await once(socket, 'connect');
  return socket;
}

/** Asks what `requests` still has, one after the other, and adds the time of each to `milliseconds`. */
function converse(
  socket: Socket,
  requests: Iterator<Buffer>,
  expectedStatus: number,
  milliseconds: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    let askedAt = 0;
    const ask = () => {
      const { value, done } = requests.next();
      if (done) return resolve();
      askedAt = performance.now();
      socket.write(value);
    };
    socket.on('data', (bytes) => {
      received = received.length === 0 ? bytes : Buffer.concat([received, bytes]);
      const status = statusOf(received);
      if (status === undefined) return;
      if (status !== expectedStatus)
        return reject(new Error(`Expected ${expectedStatus}, got:\n${received}`));
      milliseconds.push(performance.now() - askedAt);
      received = Buffer.alloc(0);
      ask();
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed the connection.')));
    ask();
  });
}

/** The status of an answer; `undefined` until the whole of it is there. */
function statusOf(received: Buffer): number | undefined {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const head = received.toString('latin1', 0, headEnd);
  const length = /\ncontent-length: *(\d+)/i.exec(head)?.[1];
  // An answer in pieces ends with an empty one. JSON has no line end of its own that looks like it.
  const isComplete =
    length === undefined
      ? received.subarray(-7).equals(lastPiece)
      : received.length >= headEnd + 4 + Number(length);
  return isComplete ? Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length)) : undefined;
}

const lastPiece = Buffer.from('\r\n0\r\n\r\n');

function bytesOf({ baseUrl, token }: Load, { method, path, body }: Request): Buffer {
  const { host, pathname } = new URL(baseUrl);
  const content = body === undefined ? '' : JSON.stringify(body);
  const head = [
    `${method} ${pathname}${path} HTTP/1.1`,
    `Host: ${host}`,
    `Authorization: Bearer ${token}`,
    'Accept: application/scim+json',
  ];
  if (body !== undefined) {
    head.push(
      'Content-Type: application/scim+json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(content)}`,
    );
  }
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${content}`);
}
