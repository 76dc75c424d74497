import { type Instant, instantPlus } from '../shared/instant.ts';
import type { SsoConnectionId } from './sso-connection.ts';

/** That somebody was sent to an identity provider and is to come back, in the same browser and once. */
export interface SignInUnderWay {
  /** SHA-256, in hex, of what comes back with the answer: SAML's `InResponseTo`, or the `state` of OpenID Connect. */
  readonly requestHash: string;
  /** SHA-256, in hex, of what the browser holds meanwhile. */
  readonly browserHash: string;
  readonly connectionId: SsoConnectionId;
  /** Where the person goes afterwards: a path within the service. */
  readonly returnTo: string;
  readonly endsAt: Instant;
}

const minutesMax = 10;
export const signInSecondsMax = minutesMax * 60;

/** Long enough to find the telephone for a second factor. */
export const signInEndsAt = (at: Instant): Instant => instantPlus(at, signInSecondsMax * 1000);
