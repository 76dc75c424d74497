import { Button } from '@mantine/core';
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { EntryAnswer } from '../../../koa-admin/answers/entry-answer.ts';
import { addressOf, ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';
import { EntryList } from '../../journal/entry-list.tsx';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { Empty } from '../../states/empty.tsx';
import { Failure } from '../../states/failure.tsx';
import { Loading } from '../../states/loading.tsx';
import styles from './activity.module.css';
import type { ActivitySearch } from './activity-search.ts';

const entriesPerPage = 50;

type Filter = Omit<ActivitySearch, 'open'>;

const entriesOf = (filter: Filter) =>
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

/** What happened, and why? */
export function Activity() {
  const { open, ...filter } = useSearch({ from: '/activity' });
  const navigate = useNavigate({ from: '/activity' });
  const query = useInfiniteQuery(entriesOf(filter));
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (search: ActivitySearch) => void navigate({ search, replace: true });
  return (
    <>
      <PageHead title="Activity" question="What happened, and why?">
        <LiveSwitch />
        <a
          className={styles.export}
          href={addressOf('audit-log/export', { ...filter, format: 'csv' })}
          download
        >
          Export
        </a>
      </PageHead>
      <ActivityFilter filter={filter} change={(changed) => show({ ...filter, ...changed })} />
      {query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading rows={12} />
      ) : entries.length === 0 ? (
        <Empty title={filter.refused ? 'Nothing was refused' : 'Nothing happened'}>
          Whatever Okta pushes, and whatever is changed or refused here, appears at this place as it happens.
        </Empty>
      ) : (
        <>
          <EntryList
            label="What happened, the newest first"
            entries={entries}
            open={open}
            setOpen={(position) => show({ ...filter, open: position })}
          />
          {query.hasNextPage && (
            <Button
              variant="default"
              size="xs"
              mt="md"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Older
            </Button>
          )}
        </>
      )}
    </>
  );
}

interface ActivityFilterProps {
  readonly filter: Filter;
  readonly change: (changed: Filter) => void;
}

const filterNames: Readonly<Record<Exclude<keyof Filter, 'refused'>, string>> = {
  targetId: 'About',
  targetName: 'About',
  requestId: 'Request',
  principalName: 'By',
};

function ActivityFilter({ filter, change }: ActivityFilterProps) {
  const said = (Object.keys(filterNames) as (keyof typeof filterNames)[]).filter((name) => filter[name]);
  return (
    <div className={styles.filter}>
      <fieldset>
        <legend>Which</legend>
        <button type="button" aria-pressed={!filter.refused} onClick={() => change({ refused: undefined })}>
          Everything
        </button>
        <button
          type="button"
          aria-pressed={filter.refused === true}
          onClick={() => change({ refused: true })}
        >
          Refused
        </button>
      </fieldset>
      {said.map((name) => (
        <button
          key={name}
          type="button"
          className={styles.chip}
          title="Take this filter away"
          onClick={() => change({ [name]: undefined })}
        >
          {filterNames[name]} <code>{filter[name]}</code> <span aria-hidden="true">×</span>
        </button>
      ))}
    </div>
  );
}
