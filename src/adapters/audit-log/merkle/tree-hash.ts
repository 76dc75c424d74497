import { createHash } from 'node:crypto';

/** Bytes of a hash: SHA-256. */
export const hashBytes = 32;

const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

/** The root of a tree without leaves (RFC 9162, section 2.1.1). */
export const emptyRoot: Buffer = createHash('sha256').digest();

/** The hash of a leaf with this content (RFC 9162, section 2.1.1). */
export const leafHash = (content: Uint8Array): Buffer =>
  createHash('sha256').update(leafPrefix).update(content).digest();

/** The hash of a node above two others (RFC 9162, section 2.1.1). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(nodePrefix).update(left).update(right).digest();
