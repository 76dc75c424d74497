import { randomUUID } from 'node:crypto';

/** Behind the time and the version, all of a UUID is random. */
const versionEnd = 15;

/**
 * A UUID of version 7 (RFC 9562 section 5.7), by whose time the request log finds the request. Each request pays for one: Node
 * makes random ones many at a time.
 */
export function newRequestId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(versionEnd)}`;
}
