import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { Empty } from '../../states/empty.tsx';
import { Failure } from '../../states/failure.tsx';
import { Loading } from '../../states/loading.tsx';
import { ManyAtOnce } from './many-at-once.tsx';
import type { PeopleSearch } from './people-search.ts';
import { PeopleSearchForm } from './people-search-form.tsx';
import { PeopleTable } from './people-table.tsx';
import { usePeople } from './use-people.ts';

/** Who is here? */
export function People() {
  const search = useSearch({ from: '/people' });
  const navigate = useNavigate({ from: '/people' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = usePeople(search);
  const agents = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (changed: Partial<PeopleSearch>) => {
    setChosen(new Set());
    void navigate({ search: { ...search, ...changed }, replace: true });
  };
  return (
    <>
      <PageHead title="People" question="Who is here?">
        <LiveSwitch />
      </PageHead>
      <PeopleSearchForm search={search} change={change} />
      {query.error ? (
        <Failure error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Loading rows={12} />
      ) : agents.length === 0 ? (
        <NobodyFound search={search} />
      ) : (
        <>
          <ManyAtOnce agents={agents.filter(({ id }) => chosen.has(id))} done={() => setChosen(new Set())} />
          <PeopleTable
            agents={agents}
            search={search}
            change={change}
            chosen={chosen}
            setChosen={setChosen}
            hasMore={query.hasNextPage}
            loadMore={() => void (query.isFetchingNextPage || query.fetchNextPage())}
          />
        </>
      )}
    </>
  );
}

const NobodyFound = ({ search: { q, filter, status } }: { readonly search: PeopleSearch }) =>
  q || filter || status ? (
    <Empty title="Nobody like this">
      Every word that you type begins a name or an address. Deactivated people are found as well, removed ones
      are not.
    </Empty>
  ) : (
    <Empty title="Nobody is here yet">
      People appear when Okta pushes them: assign somebody to the application in Okta, under{' '}
      <em>Assignments</em>.
    </Empty>
  );
