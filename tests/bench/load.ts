import autocannon from 'autocannon';

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

export interface Measurement {
  readonly operationsPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

/**
 * Sends a bounded number of requests over kept connections.
 *
 * @throws Error when any answer has another status than the expected one: a failed request is no result.
 */
export async function send(load: Load): Promise<Measurement> {
  let index = 0;
  const result = await autocannon({
    url: load.baseUrl,
    amount: load.amount,
    connections: load.connections,
    requests: [
      {
        setupRequest: (request) => {
          const { method, path, body } = load.request(index++);
          return {
            ...request,
            method,
            path: new URL(load.baseUrl).pathname + path,
            headers: {
              authorization: `Bearer ${load.token}`,
              accept: 'application/scim+json',
              ...(body === undefined ? {} : { 'content-type': 'application/scim+json; charset=utf-8' }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          };
        },
      },
    ],
  });
  const counts = result.statusCodeStats ?? {};
  if (counts[`${load.expectedStatus}`]?.count !== load.amount) {
    throw new Error(`Expected ${load.amount} answers ${load.expectedStatus}, got ${JSON.stringify(counts)}`);
  }
  return {
    operationsPerSecond: load.amount / result.duration,
    p50Milliseconds: result.latency.p50,
    p99Milliseconds: result.latency.p99,
  };
}
