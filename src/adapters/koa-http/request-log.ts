import type { Principal, RecordedPrincipal } from '../../application/ports/caller.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type {
  AnsweredRequest,
  EntrySummary,
  RequestLog,
  RequestParts,
  RequestRefusal,
  RequestSubject,
} from '../../application/ports/request-log.ts';
import { ConfidentialAttributes } from '../../application/requests/request/confidential-attributes.ts';
import { hidePasswords, hideSecrets } from '../../application/requests/request/hide-secrets.ts';
import { accountId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { clientAddress } from './client-address.ts';
import { keptBodies } from './kept-bodies.ts';
import type { HttpContext, HttpMiddleware } from './request-state.ts';
import { shownPath, shownQuery } from './shown-address.ts';

const clientCharactersMax = 200;
const messageCharactersMax = 2_000;

/** Has each request written down once its answer is out or the client is gone, beside those that are under way. */
export const requestLog =
  (log: RequestLog, clock: Clock): HttpMiddleware =>
  (context, next) => {
    const at = clock.now();
    const begun = performance.now();
    context.res.once('close', () => log.record(answered(context, log, at, performance.now() - begun)));
    return next();
  };

/** What the request log tells of a request. */
function answered(context: HttpContext, log: RequestLog, at: Instant, milliseconds: number): AnsweredRequest {
  const { state, res, method, querystring } = context;
  const account = state.accountId === undefined ? undefined : accountId(state.accountId);
  const kept = account && log.bodiesKept(account);
  return {
    at,
    accountId: account,
    requestId: state.requestId,
    mnemonic: state.mnemonic,
    principal: recorded(state.principal),
    source: clientAddress(context),
    client: shownClient(context.get('User-Agent')),
    method,
    path: shownPath(state.shownPath ?? context.path),
    query: querystring === '' ? undefined : shownQuery(querystring),
    status: res.statusCode,
    milliseconds: Math.round(milliseconds * 10) / 10,
    attempted: state.attempted,
    subject: shownSubject(state.subject),
    entries: state.entries?.map(shownEntry) ?? none,
    parts: shownParts(state.parts),
    refusal: refusalIn(context),
    bodies: kept && keptBodies(context, new ConfidentialAttributes(kept.confidential)),
  };
}

function refusalIn({ state, res }: HttpContext): RequestRefusal | undefined {
  if (state.refusal !== undefined) return shownRefusal(state.refusal);
  return res.writableFinished ? undefined : clientGone;
}

/** Who it was, and not as what: as the journal has it. */
function recorded(principal: Principal | undefined): RecordedPrincipal | undefined {
  if (principal?.kind !== 'person') return principal;
  const { kind, agentId, name } = principal;
  return { kind, agentId, name };
}

const none: readonly EntrySummary[] = [];

const clientGone: RequestRefusal = {
  code: 'clientGone',
  message: 'The client went away before it had the answer, or the answer broke off.',
};

const shownClient = (userAgent: string): string | undefined =>
  userAgent === '' ? undefined : hideSecrets(userAgent.slice(0, clientCharactersMax));

const subjectCharactersMax = 320;

/** What stands in a path or a body for an id or a name may be anything. */
const shownSubject = (subject: RequestSubject | undefined): RequestSubject | undefined =>
  subject && {
    type: subject.type,
    id: subject.id && hideSecrets(subject.id.slice(0, subjectCharactersMax)),
    name: subject.name && hideSecrets(subject.name.slice(0, subjectCharactersMax)),
  };

const shownEntry = (entry: EntrySummary): EntrySummary => ({
  ...entry,
  subject: shownSubject(entry.subject),
});

const shownParts = (parts: RequestParts | undefined): RequestParts | undefined =>
  parts && { ...parts, refusals: parts.refusals.map(shownRefusal) };

/** Messages quote what clients sent. */
const shownRefusal = (refusal: RequestRefusal): RequestRefusal => ({
  ...refusal,
  message: hideSecrets(hidePasswords(refusal.message.slice(0, messageCharactersMax))),
});
