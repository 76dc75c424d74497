import { requestsPerPageMax } from '../../../application/ports/request-log.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import { instantOf } from '../../../domain/shared/instant.ts';
import type { Session } from '../verb.ts';
import { type Check, doubtful } from './check.ts';

const dayMilliseconds = 86_400_000;

/** Rows that stand for requests which were not recorded have this status, under which the log finds them. */
const notRecorded = 0;

/** Whoever looks for a request that is missing should know that the log has gaps. */
export async function checkRequestLog(
  { application, operator }: Pick<Session, 'application' | 'operator'>,
  { id, name }: { readonly id: AccountId; readonly name: string },
  now: number,
): Promise<readonly Check[]> {
  const caller = { ...operator, accountId: id };
  const since = instantOf(new Date(now - dayMilliseconds));
  const { requests } = await application.listRequests(caller, {
    ...{ status: notRecorded, since, limit: requestsPerPageMax },
  });
  const lost = requests.reduce((sum, request) => sum + (request.lost ?? 0), 0);
  if (lost === 0) return [];
  return [
    doubtful(
      'request log',
      `${lost} requests of ${JSON.stringify(name)} were not recorded in the last day`,
      'See whether the database was slow or away then, and whether one process gets more requests than it can write down.',
    ),
  ];
}
