import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';
import type { IdentifierSource } from '../../application/ports/identifier-source.ts';

const bytesPerId = 16;
/** The kernel is asked for the randomness of so many at once: to ask for each took a fiftieth of the time of a create. */
const idsPerFill = 256;

/** UUIDs of version 7, each after the one before also within a millisecond (RFC 9562 section 6.2, method 1). */
export class UuidSource implements IdentifierSource {
  private readonly random = Buffer.alloc(bytesPerId * idsPerFill);
  private used = this.random.length;
  private milliseconds = 0;
  private sequence = 0;

  next(): string {
    if (this.used === this.random.length) {
      randomFillSync(this.random);
      this.used = 0;
    }
    const random = this.random.subarray(this.used, this.used + bytesPerId);
    this.used += bytesPerId;
    const now = Date.now();
    if (now > this.milliseconds) {
      this.milliseconds = now;
      // Of 32 bits the first is left free, so that counting up never begins anew.
      this.sequence = random.readUInt32BE() >>> 1;
    } else this.sequence += 1;
    return v7({ random, msecs: this.milliseconds, seq: this.sequence });
  }
}
