import type { Middleware } from 'koa';
import type { Application } from '../../application/application.ts';
import type { Caller, Requester } from '../../application/ports/caller.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { clientAddress } from './client-address.ts';
import { presentedToken } from './presented-token.ts';
import type { RateLimits } from './rate-limits.ts';
import type { RequestState } from './request-state.ts';
import type { Holder, RequestsInFlight } from './requests-in-flight.ts';

export interface AuthenticatedState extends RequestState {
  /** Whom the token belongs to, in the token's account. */
  caller: Caller;
}

/** What keeps one caller from stopping the others. */
export interface CallerLimits {
  readonly rates: RateLimits;
  readonly inFlight: RequestsInFlight;
}

/** Finds out who asks; the token alone decides the account. Whoever asks too often, or too much at once, is refused. */
export const authenticate =
  (
    { authenticateToken }: Pick<Application, 'authenticateToken'>,
    { rates, inFlight }: CallerLimits,
  ): Middleware<AuthenticatedState> =>
  async (context, next) => {
    const { state } = context;
    const text = presentedToken(context);
    const token = text ?? '';
    const wasGenuine = rates.wasGenuine(token);
    if (!wasGenuine && !(await rates.admitUnknown(context))) return;
    const requester: Requester = {
      principal: { kind: 'anonymous' },
      source: clientAddress(context),
      requestId: state.requestId,
      deadline: state.deadline,
    };
    try {
      state.caller = await authenticateToken(requester, { text });
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) rates.forget(token);
      throw error;
    }
    if (!wasGenuine) await rates.noteGenuine(context, token);
    const holder = holderOf(state.caller);
    Object.assign(state, holder);
    if (!(await rates.admit(context, holder))) return;
    const begins = inFlight.begin(context, holder);
    if (begins === true || (await begins)) await next();
  };

/** @throws Error where it is nobody's token that was authenticated, which cannot be. */
function holderOf({ accountId, principal }: Caller): Holder {
  if (principal.kind !== 'token') throw new Error(`A ${principal.kind} cannot come with a token.`);
  return { accountId, tokenId: principal.id };
}
