import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { EntryAnswer } from '../../../koa-admin/answers/entry-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';
import { EntryList } from '../../journal/entry-list.tsx';
import { OlderButton } from '../../journal/older-button.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { type ActivityFilter, type ActivitySearch, openRow } from './activity-search.ts';

const entriesPerPage = 50;

/** The audit log knows people and tokens by their names. */
export const entryFilterOf = ({ principalId: _, ...filter }: ActivityFilter) => filter;

const entriesOf = (filter: ReturnType<typeof entryFilterOf>) =>
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
  const query = useInfiniteQuery(entriesOf(entryFilterOf(filter)));
  return (
    <Answered query={query} rows={12}>
      {({ pages }) => {
        const entries = pages.flatMap(({ items }) => items);
        const shown = openRow(open, filter, entries[0]?.position);
        if (entries.length === 0)
          return (
            <Empty title={filter.refused ? 'Nothing was refused' : 'Nothing happened'}>
              Whatever Okta pushes, and whatever is changed or refused here, appears at this place as it
              happens.
            </Empty>
          );
        return (
          <>
            <EntryList
              label="What happened, the newest first"
              entries={entries}
              open={typeof shown === 'number' ? shown : undefined}
              setOpen={(position) => setOpen(position ?? 'none')}
            />
            <OlderButton query={query} />
          </>
        );
      }}
    </Answered>
  );
}
