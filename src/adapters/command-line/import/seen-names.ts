import { hash } from 'node:crypto';

/** Of 64 bits: among two million names, two that differ have the same with a chance of one in ten million. */
const wordsPerDigest = 2;
/** The digest, and the line behind it; a line of 0 is a place that is free. */
const wordsPerName = wordsPerDigest + 1;

/**
 * In which line each name of a file came first. Digests in one array take a tenth of the memory that the names would, so
 * that a long file takes no more of it than a short one.
 */
export class SeenNames {
  private places = new Uint32Array(1024 * wordsPerName);
  private count = 0;

  get size(): number {
    return this.count;
  }

  /** @returns the line where the name came first; `undefined` for a name that is new, and remembered from then on. */
  lineOf(foldedName: string, line: number): number | undefined {
    const digest = hash('sha256', foldedName, 'buffer');
    const [low, high] = [digest.readUInt32LE(0), digest.readUInt32LE(4)];
    const at = this.placeOf(low, high);
    const known = this.places[at + wordsPerDigest];
    if (known !== 0) return known;
    this.places.set([low, high, line], at);
    this.count += 1;
    // Places have to be free behind one that is taken.
    if (this.count * wordsPerName * 2 > this.places.length) this.grow();
    return undefined;
  }

  /** Where the name is, or the free place for it. */
  private placeOf(low: number, high: number): number {
    const { places } = this;
    let at = (low * wordsPerName) % places.length;
    while (places[at + wordsPerDigest] !== 0 && (places[at] !== low || places[at + 1] !== high)) {
      at = (at + wordsPerName) % places.length;
    }
    return at;
  }

  private grow(): void {
    const old = this.places;
    this.places = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += wordsPerName) {
      const [low = 0, high = 0, line = 0] = old.subarray(at, at + wordsPerName);
      if (line !== 0) this.places.set([low, high, line], this.placeOf(low, high));
    }
  }
}
