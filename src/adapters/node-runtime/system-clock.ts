import type { Clock } from '../../application/ports/clock.ts';
import { type Instant, instantOf } from '../../domain/shared/instant.ts';

export class SystemClock implements Clock {
  now(): Instant {
    return instantOf(new Date());
  }
}
