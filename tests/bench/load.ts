import autocannon from 'autocannon';
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
 * Sends a bounded number of requests over kept connections.
 *
 * @throws Error when any answer has another status than the expected one: a failed request is no result.
 */
export async function send(load: Load): Promise<Measurement> {
  const { baseUrl, amount, connections } = load;
  const requests = [{ setupRequest: requestsOf(load) }];
  const startedAt = performance.now();
  // autocannon itself counts time in whole seconds.
  let endedAt = startedAt;
  const milliseconds: number[] = [];
  const unexpected = new Map<number, number>();
  await new Promise<void>((resolve, reject) => {
    const run = autocannon({ url: baseUrl, amount, connections, requests }, (error) =>
      error ? reject(error) : resolve(),
    );
    run.on('response', (_client, status, _bytes, responseMilliseconds) => {
      endedAt = performance.now();
      milliseconds.push(responseMilliseconds);
      if (status !== load.expectedStatus) unexpected.set(status, (unexpected.get(status) ?? 0) + 1);
    });
  });
  if (unexpected.size > 0 || milliseconds.length !== amount) {
    const others = JSON.stringify([...unexpected]);
    throw new Error(
      `Expected ${amount} answers ${load.expectedStatus}, got ${milliseconds.length} and ${others}.`,
    );
  }
  return measurementOf(milliseconds, endedAt - startedAt);
}

function requestsOf(load: Load) {
  const { pathname } = new URL(load.baseUrl);
  let index = 0;
  return (request: autocannon.Request): autocannon.Request => {
    const { method, path, body } = load.request(index++);
    const headers = { authorization: `Bearer ${load.token}`, accept: 'application/scim+json' };
    if (body === undefined) return { ...request, method, path: pathname + path, headers };
    return {
      ...request,
      method,
      path: pathname + path,
      headers: { ...headers, 'content-type': 'application/scim+json; charset=utf-8' },
      body: JSON.stringify(body),
    };
  };
}
