import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RequestAnswer } from '../../../koa-admin/answers/request-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';
import journal from '../../journal/journal.module.css';
import { OlderButton } from '../../journal/older-button.tsx';
import { useOlderUntil } from '../../journal/use-older-until.ts';
import { useLive } from '../../live/live-updates.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { type ActivityFilter, openRow, timesOf } from './activity-search.ts';
import type { LogProps } from './audit-log.tsx';
import { RequestRow } from './request-row.tsx';

const requestsPerPage = 50;
/** Requests that change nothing are no events, hence they are asked for: so often for each page that is there. */
const refreshMilliseconds = 5000;

/** As the request log is asked. */
export function requestFilterOf({ from, until, ...wanted }: ActivityFilter) {
  const { refused: failed, involving: agentId, targetName: userName } = wanted;
  const { requestId, signIn: mnemonic, principalId } = wanted;
  const about = { agentId, userName, requestId, mnemonic, principalId };
  return { failed, ...about, ...timesOf({ from, until }) };
}

const requestsOf = (filter: ReturnType<typeof requestFilterOf>) =>
  infiniteQueryOptions({
    queryKey: ['requests', filter],
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<RequestAnswer>>('requests', {
        query: { ...filter, cursor: pageParam, limit: requestsPerPage },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });

/** What was asked of the service and what it meant, the newest first. */
export const RequestLog = (props: LogProps) =>
  props.filter.principalName !== undefined && props.filter.principalId === undefined ? (
    <Empty title={`${props.filter.principalName} makes no requests`} action={<InAuditLog {...props} />}>
      What operators do at the command line, and what the service does by itself, is no request.
    </Empty>
  ) : (
    <Requests {...props} />
  );

function Requests({ filter, open, setOpen }: LogProps) {
  const isLive = useLive().liveness === 'live';
  const query = useInfiniteQuery({
    ...requestsOf(requestFilterOf(filter)),
    refetchInterval: ({ state: { data } }) => isLive && refreshMilliseconds * (data?.pages.length ?? 1),
  });
  const isSought = open !== undefined && open !== 'none';
  useOlderUntil(query, isSought ? ({ items }) => items.some(({ id }) => id === String(open)) : undefined);
  return (
    <Answered query={query} rows={12}>
      {({ pages }) => {
        const requests = pages.flatMap(({ items }) => items);
        const shown = openRow(open, filter, requests[0]?.id);
        return (
          <>
            {requests.length === 0 ? (
              <NoRequests filter={filter} hasOlder={query.hasNextPage} />
            ) : (
              <ol className={journal.list} aria-label="Requests, the newest first">
                {requests.map((request) => (
                  <RequestRow
                    key={request.id}
                    request={request}
                    isOpen={request.id === String(shown)}
                    setOpen={(isOpen) => setOpen(isOpen ? request.id : 'none')}
                  />
                ))}
              </ol>
            )}
            <OlderButton query={query} />
          </>
        );
      }}
    </Answered>
  );
}

interface NoRequestsProps {
  readonly filter: ActivityFilter;
  readonly hasOlder: boolean;
}

const NoRequests = ({ filter, hasOlder }: NoRequestsProps) => (
  <Empty
    title={hasOlder ? 'None of the newest requests is one' : filter.refused ? 'Nothing failed' : 'No request'}
    action={<InAuditLog filter={filter} />}
  >
    Each request of Okta and of people appears at this place, a second after its answer. Requests are kept for
    some days, and entries of the audit log for good.
  </Empty>
);

const InAuditLog = ({ filter }: Pick<LogProps, 'filter'>) => (
  <Link to="/activity" search={filter}>
    Look in the audit log
  </Link>
);
