/**
 * Of a label whose values come from a list that the compiler does not close: so many of them, and `other` for whatever comes
 * beyond. A mistake elsewhere costs a metric its detail, and not the service its memory.
 */
export class ClosedValues {
  private readonly seen = new Set<string>();

  constructor(private readonly max: number) {}

  of(value: string): string {
    if (this.seen.has(value)) return value;
    if (this.seen.size === this.max || !harmless.test(value)) return 'other';
    this.seen.add(value);
    return value;
  }
}

/** Names and patterns of paths; an address is none of them, nor is a sentence. */
const harmless = /^[\w{}/:.*-]{1,100}$/;
