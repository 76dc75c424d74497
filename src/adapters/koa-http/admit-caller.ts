import type { Middleware } from 'koa';
import type { Caller, Requester } from '../../application/ports/caller.ts';
import type { RequestCheck } from '../../application/ports/request-log.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { clientAddress } from './client-address.ts';
import { noteJournalled } from './journalled-entries.ts';
import type { RateLimits } from './rate-limits.ts';
import type { HttpContext, RequestState } from './request-state.ts';
import type { Holder, RequestsInFlight } from './requests-in-flight.ts';

export interface AuthenticatedState extends RequestState {
  /** Who asks, in the account of the token or the session. */
  caller: Caller;
}

/** What keeps one caller from stopping the others. */
export interface CallerLimits {
  readonly rates: RateLimits;
  readonly inFlight: RequestsInFlight;
}

/** Somebody of whom nothing is known but the request. */
export const unknownRequester = (context: HttpContext): Requester => ({
  principal: { kind: 'anonymous' },
  source: clientAddress(context),
  requestId: context.state.requestId,
  deadline: context.state.deadline,
  trace: context.state.trace,
  journalled: noteJournalled(context.state),
});

/**
 * Finds out who asks, and has the others wait or refuses the request where they ask too often, or too much at once.
 *
 * @param presented - what the request brings to say who it is.
 * @param authenticate - throws where that is nobody's.
 * @param checksOf - what was looked at until it was refused, for the request log.
 */
export const admitCaller =
  (
    { rates, inFlight }: CallerLimits,
    presented: (context: HttpContext) => string | undefined,
    authenticate: (requester: Requester, text: string | undefined) => Promise<Caller>,
    checksOf?: (error: DomainError, context: HttpContext) => readonly RequestCheck[] | undefined,
  ): Middleware<AuthenticatedState> =>
  async (context, next) => {
    const { state } = context;
    const text = presented(context);
    const credential = text ?? '';
    const wasGenuine = rates.wasGenuine(credential);
    if (!wasGenuine && !(await rates.admitUnknown(context))) return;
    try {
      state.caller = await authenticate(unknownRequester(context), text);
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) rates.forget(credential);
      if (error instanceof DomainError)
        state.refusal = { code: error.code, message: error.message, checks: checksOf?.(error, context) };
      throw error;
    }
    // What follows is done for the request, and not for the look at its token.
    if (state.trace !== undefined) state.caller = { ...state.caller, trace: state.trace };
    if (!wasGenuine) await rates.noteGenuine(context, credential);
    const holder = holderOf(state.caller);
    state.accountId = holder.accountId;
    state.principal = state.caller.principal;
    if (holder.kind === 'token') state.tokenId = holder.id;
    if (holder.kind === 'session') state.sessionId = holder.id;
    if (!(await rates.admit(context, holder))) return;
    const begins = inFlight.begin(context, holder);
    if (begins === true || (await begins)) await next();
  };

/** @throws Error where it is somebody else who was authenticated, which cannot be. */
function holderOf({ accountId, principal }: Caller): Holder {
  if (principal.kind === 'token') return { accountId, kind: 'token', id: principal.id };
  if (principal.kind === 'person' && principal.session !== undefined)
    return { accountId, kind: 'session', id: principal.session };
  if (principal.kind === 'operator') return { accountId, kind: 'operator', id: 'operator' };
  throw new Error(`A ${principal.kind} comes neither with a token nor with a session.`);
}
