import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { type Caller, type Principal, principalId, serviceAccountId } from '../ports/caller.ts';
import type { Attempt } from '../ports/journal-entry.ts';

/** Of whoever is bounded, so many refusals a minute are recorded, and beyond that each one that makes twice as many. */
const perMinuteMax: Readonly<Record<Principal['kind'], number>> = {
  // More than an import meets whose every person is refused.
  token: 600,
  anonymous: 60,
  person: 600,
  identityProvider: 600,
  operator: Number.POSITIVE_INFINITY,
  service: Number.POSITIVE_INFINITY,
};
/** `2026-11-23T12:00`: what an instant's minute reads as. */
const minuteCharacters = 16;

interface Refusals {
  minute: string;
  /** In that minute. */
  count: number;
  /** The count with which one more is recorded, once there are many. */
  next: number;
  /** Since one was recorded. */
  passedOver: number;
}

/**
 * Keeps callers from filling the journal. Each token and each person is counted by itself, and so are callers who name it without being
 * let in, and those who name none: one who floods the journal hides nobody else's refusals.
 */
export class RefusalAllowance {
  private readonly refusals = new Map<string, Refusals>();
  private readonly decided = new WeakMap<Attempt, { readonly passedOver: number | undefined }>();
  private minute = '';

  /**
   * Counts a refusal, once for each attempt, since work may run again.
   *
   * @returns what the journal is to say of it: with those of the same caller that were passed over before it, or nothing
   * where this one is as well.
   */
  recordable(caller: Caller, attempt: Attempt, refusal: DomainError, at: Instant): DomainError | undefined {
    const { passedOver } = this.decided.get(attempt) ?? {
      passedOver: this.passedOverBefore(caller, attempt, at),
    };
    this.decided.set(attempt, { passedOver });
    if (passedOver === undefined) return undefined;
    return passedOver === 0 ? refusal : withCount(refusal, passedOver);
  }

  private passedOverBefore(caller: Caller, { target }: Attempt, at: Instant): number | undefined {
    const max = perMinuteMax[caller.principal.kind];
    const minute = at.slice(0, minuteCharacters);
    if (minute !== this.minute) this.begin(minute);
    const refusals = this.of(whoIs(caller, target), minute, max);
    refusals.count += 1;
    if (refusals.count > max && refusals.count !== refusals.next) {
      refusals.passedOver += 1;
      return undefined;
    }
    if (refusals.count > max) refusals.next *= 2;
    const { passedOver } = refusals;
    refusals.passedOver = 0;
    return passedOver;
  }

  /** Forgets those of whom everything has been told. */
  private begin(minute: string): void {
    this.minute = minute;
    for (const [who, { passedOver }] of this.refusals) {
      if (passedOver === 0) this.refusals.delete(who);
    }
  }

  private of(who: string, minute: string, max: number): Refusals {
    const known = this.refusals.get(who);
    if (known?.minute === minute) return known;
    const refusals = { minute, count: 0, next: max * 2, passedOver: known?.passedOver ?? 0 };
    this.refusals.set(who, refusals);
    return refusals;
  }
}

const withCount = ({ code, message, details }: DomainError, passedOver: number): DomainError =>
  new DomainError(
    code,
    `${message} Before this one, ${passedOver} more attempts of the same caller were refused and not recorded.`,
    details,
  );

/** Somebody who is not known is in an account because a token of it was named, which is then the target. */
function whoIs({ accountId, principal }: Caller, target: Attempt['target']): string {
  const named = accountId === serviceAccountId ? undefined : target?.id;
  return [accountId, principal.kind, principalId(principal) ?? named].join(' ');
}
