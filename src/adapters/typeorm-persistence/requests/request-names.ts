import { principalId } from '../../../application/ports/caller.ts';
import type {
  AnsweredRequest,
  RequestFilter,
  RequestSubject,
} from '../../../application/ports/request-log.ts';
import { tellsTime } from '../../../application/ports/told-time.ts';
import { foldCase } from '../../../criteria/fold-case.ts';

const charactersMax = 330;

const name = (
  kind: 'agent' | 'bodies' | 'failed' | 'mnemonic' | 'principal' | 'request' | 'status',
  value = '',
) => `${kind} ${value}`.slice(0, charactersMax);

/** An agent's id, or the userName of one who has none, as it is compared. */
const agentName = ({ id, name: userName = '' }: RequestSubject) => name('agent', id ?? foldCase(userName));

/** Of a block that has bodies, until they are forgotten. */
export const bodiesName = name('bodies');

/** Of a request whose id does not tell when it came. */
export const requestName = (requestId: string): string => name('request', requestId);

/** Whether a request, or a part of it, was refused, or its client went away. */
const hasFailed = ({ status, refusal, parts }: AnsweredRequest): boolean =>
  status >= 400 || refusal !== undefined || (parts !== undefined && parts.failed > 0);

/** Refusals and faults, and the rows that stand for requests which were not recorded. */
const isRare = (status: number): boolean => status >= 400 || status === 0;

/**
 * Under what a request is found. An agent who was only looked at is not among it: each look would cost the database as much
 * as the look itself, and directories look before they write.
 */
export function namesOf(request: AnsweredRequest): readonly string[] {
  const { requestId, mnemonic, principal, entries, subject, status } = request;
  const failed = hasFailed(request);
  const id = principal && principalId(principal);
  const names: string[] = [];
  if (id !== undefined) names.push(name('principal', id));
  if (failed) names.push(name('failed'));
  if (isRare(status)) names.push(name('status', String(status)));
  if (mnemonic !== undefined) names.push(name('mnemonic', mnemonic));
  if (!tellsTime(requestId, request.at)) names.push(requestName(requestId));
  const about = entries.flatMap((entry) => (entry.subject?.type === 'agent' ? [entry.subject] : []));
  for (const agent of about) names.push(agentName(agent));
  if (failed && about.length === 0 && subject?.type === 'agent') names.push(agentName(subject));
  return names;
}

/** The names of the filter but that of the request's id, the one first that the fewest requests have; one of a list is enough. */
export function namesAsked(filter: RequestFilter): readonly (readonly string[])[] {
  const { mnemonic, agentId, userName, failed, principalId: principal, status } = filter;
  const agents = [
    ...(agentId === undefined ? [] : [name('agent', agentId)]),
    ...(userName === undefined ? [] : [agentName({ type: 'agent', name: userName })]),
  ];
  return [
    ...(mnemonic === undefined ? [] : [[name('mnemonic', mnemonic)]]),
    ...(agents.length === 0 ? [] : [agents]),
    ...(status === undefined || !isRare(status) ? [] : [[name('status', String(status))]]),
    ...(failed ? [[name('failed')]] : []),
    ...(principal === undefined ? [] : [[name('principal', principal)]]),
  ];
}

/** Whether a request is one of those that the filter is about. */
export function isAsked(request: AnsweredRequest, filter: RequestFilter): boolean {
  const { requestId, status, since, until } = filter;
  const names = new Set(namesOf(request));
  return (
    (requestId === undefined || request.requestId === requestId) &&
    (status === undefined || request.status === status) &&
    (since === undefined || request.at >= since) &&
    (until === undefined || request.at < until) &&
    namesAsked(filter).every((some) => some.some((one) => names.has(one)))
  );
}
