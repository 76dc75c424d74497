import type { Instant } from '../../domain/shared/instant.ts';

/**
 * By how much times are out of their order, in milliseconds: clocks of processes differ, and transactions take theirs. Of any two
 * entries the one with the lower position is at most so much the later one. So whoever knows this knows from the time of one
 * entry what times those in front of it and behind it can have.
 */
export class Lateness {
  constructor(
    public latest = 0,
    public most = 0,
  ) {}

  /** @param at - of the entry that follows those before. */
  add(at: Instant): void {
    const time = Date.parse(at);
    this.latest = Math.max(this.latest, time);
    this.most = Math.max(this.most, this.latest - time);
  }
}
