import type { Clock } from '../../application/ports/clock.ts';
import { type Instant, instantOf } from '../../domain/shared/instant.ts';

export class SystemClock implements Clock {
  private milliseconds = Number.NaN;
  private instant = instantOf(new Date(0));

  now(): Instant {
    const milliseconds = Date.now();
    // Under load many ask within a millisecond, and to write the time down takes longer than to read it.
    if (milliseconds !== this.milliseconds) {
      this.instant = instantOf(new Date(milliseconds));
      this.milliseconds = milliseconds;
    }
    return this.instant;
  }
}
