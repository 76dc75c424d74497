import type { HttpMiddleware } from './request-state.ts';
import { refuse } from './surface.ts';

/** A name or an address, and a port: what stands in locations, and so must not be able to be anything else. */
const hostPattern = /^(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** Refuses a request that does not say clearly at which host it is directed, or expects what nobody can do. */
export const wellAddressed: HttpMiddleware = (context, next) => {
  const { req, host } = context;
  const { host: sentHost = '', expect } = req.headers;
  // RFC 9112 section 3.2. Node keeps the first of several.
  if (hostsNamed(req.rawHeaders) !== 1) return refuse(context, 400, 'The request must have one Host header.');
  // Koa makes the best of what is none, and takes that of a trusted proxy in its place.
  if (!hostPattern.test(sentHost) || !hostPattern.test(host)) {
    return refuse(context, 400, 'The Host header must name a host, such as "rollcall.example.com:443".');
  }
  // RFC 9110 section 10.1.1.
  if (expect !== undefined && expect.toLowerCase() !== '100-continue') {
    return refuse(context, 417, 'The only expectation that can be met is "100-continue".');
  }
  return next();
};

/** @param rawHeaders - names and values in turns. */
function hostsNamed(rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === 4 && name.toLowerCase() === 'host') count += 1;
  }
  return count;
}
