import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { serving } from './serving.ts';

/** A surface whose answer to `/slow` waits until it is let go, and to anything else does not. */
function slowSurface() {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
  const surface = async (context: { path: string; body: unknown }) => {
    if (context.path === '/slow') {
      reach();
      await released;
    }
    context.body = 'done';
  };
  return { surface, reached, release };
}

test('a request in flight is answered, with "Connection: close", before the server has stopped', async () => {
  const { surface, reached, release } = slowSurface();
  const { server, ask } = await serving(surface);
  const inFlight = ask('/slow', { headers: { Connection: 'keep-alive' } });
  await reached;
  const stopped = server.stop();
  release();
  const answer = await inFlight;
  expect(answer).toMatchObject({ status: 200, text: 'done' });
  expect(answer.headers.connection).toBe('close');
  await stopped;
});

test('while it waits, new connections are refused', async () => {
  const { surface, reached, release } = slowSurface();
  const { server, ask } = await serving(surface);
  const inFlight = ask('/slow');
  await reached;
  const stopped = server.stop();
  await expect(ask('/')).rejects.toThrow('ECONNREFUSED');
  release();
  expect((await inFlight).status).toBe(200);
  await stopped;
});

test('a request on a connection that was open already is refused with 503 and when to try again', async () => {
  const { surface, reached, release } = slowSurface();
  const { server, port, ask } = await serving(surface);
  const kept = connect(port, '127.0.0.1');
  await once(kept, 'connect');
  // Half a request: the connection is busy, so that it is not closed with the idle ones.
  kept.write('GET /readyz HTTP/1.1\r\nHost: x\r\n\r\nGET /other HTTP/1.1\r\n');
  kept.setEncoding('utf8');
  let received = '';
  kept.on('data', (chunk: string) => {
    received += chunk;
  });
  await once(kept, 'data');
  const inFlight = ask('/slow');
  await reached;
  const stopped = server.stop();
  kept.write('Host: x\r\n\r\n');
  await once(kept, 'close');
  expect(received).toContain('HTTP/1.1 503 Service Unavailable');
  expect(received).toMatch(/Retry-After: \d+\r\n/);
  expect(received).toContain('Connection: close');
  release();
  expect((await inFlight).status).toBe(200);
  await stopped;
});

test('connections on which nothing was ever asked do not hold up the stop', async () => {
  const { server, port } = await serving(() => {}, { stopSecondsMax: 3600 });
  const silent = connect(port, '127.0.0.1');
  await once(silent, 'connect');
  await Promise.all([server.stop(), once(silent, 'close')]);
});

test('a request that does not end is cut off after the time that it was given', async () => {
  const { surface, reached } = slowSurface();
  const { server, ask } = await serving(surface, { stopSecondsMax: 0 });
  const inFlight = ask('/slow').catch((error: Error) => error.message);
  await reached;
  await server.stop();
  expect(await inFlight).toMatch(/hang up|ECONNRESET/);
});
