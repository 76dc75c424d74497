import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { EntryAnswer } from '../../../koa-admin/answers/entry-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';
import { EntryList } from '../../journal/entry-list.tsx';
import { OlderButton } from '../../journal/older-button.tsx';
import { isAt, useOlderUntil } from '../../journal/use-older-until.ts';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { type ActivityFilter, type ActivitySearch, openRow, timesOf } from './activity-search.ts';

const entriesPerPage = 50;

/** As the audit log is asked. Whoever has an id is known by it, whatever the name was at the time. */
export const entryFilterOf = ({ from, until, principalName, ...filter }: ActivityFilter) => ({
  ...filter,
  ...timesOf({ from, until }),
  principalName: filter.principalId === undefined ? principalName : undefined,
});

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
  useOlderUntil(query, isAt(open));
  return (
    <Answered query={query} rows={12}>
      {({ pages }) => {
        const entries = pages.flatMap(({ items }) => items);
        const shown = openRow(open, filter, entries[0]?.position);
        if (entries.length === 0) return <NothingHappened filter={filter} />;
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

function NothingHappened({ filter: { refused, ...narrowing } }: Pick<LogProps, 'filter'>) {
  const isNarrowed = Object.values(narrowing).some((value) => value !== undefined);
  const title = isNarrowed
    ? 'Nothing like this happened'
    : refused
      ? 'Nothing was refused'
      : 'Nothing happened';
  return (
    <Empty title={title}>
      {isNarrowed
        ? 'No entry is like all that is asked for above: take some of it away.'
        : 'Whatever Okta pushes, and whatever is changed or refused here, appears at this place as it happens.'}
    </Empty>
  );
}
