import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { EntryAnswer } from '../../../koa-admin/answers/entry-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';
import { EntryList } from '../../journal/entry-list.tsx';
import { OlderButton } from '../../journal/older-button.tsx';
import { Empty } from '../../states/empty.tsx';
import { Failure } from '../../states/failure.tsx';
import { Loading } from '../../states/loading.tsx';
import type { ActivityFilter, ActivitySearch } from './activity-search.ts';

const entriesPerPage = 50;

const entriesOf = (filter: ActivityFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit-log', filter],
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<EntryAnswer>>('audit-log', {
        query: { ...filter, cursor: pageParam, limit: entriesPerPage },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    // A page may be short where entries are large; only an empty one is the last.
    getNextPageParam: ({ items, next }) => (items.length === 0 ? undefined : next),
    placeholderData: keepPreviousData,
  });

export interface LogProps {
  readonly filter: ActivityFilter;
  readonly open: ActivitySearch['open'];
  readonly setOpen: (open: ActivitySearch['open']) => void;
}

/** What was changed or refused, the newest first. */
export function AuditLog({ filter, open, setOpen }: LogProps) {
  const query = useInfiniteQuery(entriesOf(filter));
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} />;
  if (query.isPending) return <Loading rows={12} />;
  const entries = query.data.pages.flatMap(({ items }) => items);
  if (entries.length === 0) {
    return (
      <Empty title={filter.refused ? 'Nothing was refused' : 'Nothing happened'}>
        Whatever Okta pushes, and whatever is changed or refused here, appears at this place as it happens.
      </Empty>
    );
  }
  return (
    <>
      <EntryList
        label="What happened, the newest first"
        entries={entries}
        open={typeof open === 'number' ? open : undefined}
        setOpen={setOpen}
      />
      <OlderButton query={query} />
    </>
  );
}
