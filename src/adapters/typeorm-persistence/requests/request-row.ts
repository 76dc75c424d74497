import { principalId } from '../../../application/ports/caller.ts';
import type { LoggedRequest, RequestBodies } from '../../../application/ports/request-log.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { accountId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { RowOf } from '../entities/column-lists.ts';
import type { requestEntity } from '../entities/request-entity.ts';

type RequestRow = RowOf<typeof requestEntity>;
/** Without the bodies, which are long, and what is a copy for the sake of an index. */
export type ListedRequestRow = Omit<RequestRow, 'bodies' | 'principal_id' | 'agent' | 'failed'>;
export type ShownRequestRow = ListedRequestRow & Pick<RequestRow, 'bodies'>;

export const requestColumns = [
  'account_id',
  'at',
  'id',
  'request_id',
  'mnemonic',
  'principal_id',
  'agent',
  'status',
  'failed',
  'details',
  'bodies',
] as const satisfies readonly (keyof RequestRow)[];

const agentCharactersMax = 320;

/** A userName in the form in which the log compares it. */
export const agentKeyOf = (userName: string): string => foldCase(userName).slice(0, agentCharactersMax);

/** The values of `requestColumns`. */
export function requestValues(request: LoggedRequest): (string | number | null)[] {
  const { accountId: account, at, id, requestId, mnemonic, status, bodies, ...details } = request;
  return [
    ...[account, at, id, requestId, mnemonic ?? null],
    request.principal === undefined ? null : (principalId(request.principal) ?? null),
    agentIn(request),
    status,
    Number(status >= 400 || request.refusal !== undefined || (request.parts?.failed ?? 0) > 0),
    JSON.stringify(details),
    bodies === undefined ? null : JSON.stringify(bodies),
  ];
}

/** What came of a request says better whom it was about than the request itself. */
function agentIn({ subject, entries }: LoggedRequest): string | null {
  const told = entries.find((entry) => entry.subject?.type === 'agent')?.subject ?? subject;
  if (told?.type !== 'agent') return null;
  return told.id?.slice(0, agentCharactersMax) ?? (told.name === undefined ? null : agentKeyOf(told.name));
}

type Details = Omit<
  LoggedRequest,
  'accountId' | 'at' | 'id' | 'requestId' | 'mnemonic' | 'status' | 'bodies'
>;

export function requestOf(row: ListedRequestRow & Partial<ShownRequestRow>): LoggedRequest {
  return {
    ...(JSON.parse(row.details) as Details),
    accountId: accountId(row.account_id),
    at: row.at as Instant,
    id: row.id,
    requestId: row.request_id,
    mnemonic: row.mnemonic ?? undefined,
    status: row.status,
    bodies: row.bodies ? (JSON.parse(row.bodies) as RequestBodies) : undefined,
  };
}
