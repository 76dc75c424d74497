import { randomUUID } from 'node:crypto';

/** Behind the time and the version, all of a UUID is random. */
const versionEnd = 15;

/** What a time is in a UUID, and the version behind it. Under load many ids are of the same millisecond. */
const told = { milliseconds: Number.NaN, text: '' };

/**
 * A UUID of version 7 (RFC 9562 section 5.7), by whose time the request log finds the request. Each request pays for one: Node
 * makes random ones many at a time.
 */
export function newRequestId(): string {
  const now = Date.now();
  if (now !== told.milliseconds) {
    const time = now.toString(16).padStart(12, '0');
    told.text = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    told.milliseconds = now;
  }
  return told.text + randomUUID().slice(versionEnd);
}
