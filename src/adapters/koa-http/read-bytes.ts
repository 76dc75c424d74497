import type { IncomingMessage } from 'node:http';
import { getRawBody } from 'raw-body';
import { BodyRefused } from './body-refused.ts';

export interface BodyBounds {
  readonly bytesMax: number;
  /** Until when the body has to be there, in milliseconds of `performance.now()`. */
  readonly deadline: number;
}

/** The body as it is sent. @throws BodyRefused 400, 408, 413 */
export async function readBytes(
  request: IncomingMessage,
  { bytesMax, deadline }: BodyBounds,
): Promise<Buffer> {
  // Most bodies come together with their heads, and are there by now.
  if (request.complete && request.readableLength <= bytesMax) return request.read() ?? Buffer.alloc(0);
  const length = request.headers['content-length'];
  const body = getRawBody(request, { length, limit: bytesMax });
  try {
    return await (request.complete ? body : inTime(body, deadline));
  } catch (error) {
    if (error instanceof BodyRefused) throw error;
    const type = error instanceof Error && 'type' in error ? error.type : undefined;
    if (type === 'entity.too.large') {
      throw new BodyRefused(413, `The body is too large; allowed are at most ${bytesMax} bytes.`);
    }
    throw new BodyRefused(400, 'The body broke off before its end.');
  }
}

/** @throws BodyRefused 408 */
async function inTime<Value>(value: Promise<Value>, deadline: number): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const refuse = () => reject(new BodyRefused(408, 'The body did not arrive in time. Nothing has changed.'));
  const timer = setTimeout(refuse, Math.max(0, deadline - performance.now()));
  return Promise.race([value, late]).finally(() => clearTimeout(timer));
}
