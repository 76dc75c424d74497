import type { Instant } from '../../domain/shared/instant.ts';
import type { Caller } from '../ports/caller.ts';
import type { OperationalLog } from '../ports/operational-log.ts';

const perMinuteMax = 60;
/** `2026-11-23T12:00`: what an instant's minute reads as. */
const minuteCharacters = 16;

/**
 * Keeps callers who are not known from filling the journal: of their refusals 60 a minute are recorded. How many
 * more there were in a minute goes to the operator's log, with the first such refusal after that minute.
 */
export class RefusalAllowance {
  private minute = '';
  private recorded = 0;
  private dropped = 0;

  constructor(private readonly log: OperationalLog) {}

  /** Whether one more refusal of the caller is recorded; counts it. */
  mayRecord({ principal }: Caller, at: Instant): boolean {
    if (principal.kind !== 'anonymous') return true;
    const minute = at.slice(0, minuteCharacters);
    if (minute !== this.minute) {
      this.tellDropped();
      this.minute = minute;
      this.recorded = 0;
    }
    if (this.recorded < perMinuteMax) {
      this.recorded += 1;
      return true;
    }
    this.dropped += 1;
    return false;
  }

  private tellDropped(): void {
    if (this.dropped === 0) return;
    this.log.warn('Refused attempts of unknown callers were too many to be recorded in the audit log', {
      minute: this.minute,
      recorded: this.recorded,
      notRecorded: this.dropped,
    });
    this.dropped = 0;
  }
}
