import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useMayDo } from '../../api/caller.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { ChosenPeople } from './chosen-people.tsx';
import { JobProgress } from './job-progress.tsx';
import { JobsUnderWay } from './jobs-under-way.tsx';
import type { PeopleSearch } from './people-search.ts';
import { PeopleSearchForm } from './people-search-form.tsx';
import { PeopleTable } from './people-table.tsx';
import { usePeople } from './use-people.ts';

const nobody: ReadonlySet<string> = new Set();

/** Who is here? */
export function People() {
  const { job, ...search } = useSearch({ from: '/people' });
  const navigate = useNavigate({ from: '/people' });
  const mayReadJobs = useMayDo()('agentJobs:read');
  const [chosen, setChosen] = useState(nobody);
  const query = usePeople(search);
  const show = (changed: PeopleSearch) =>
    void navigate({ search: (shown) => ({ ...shown, ...changed }), replace: true });
  const change = (changed: PeopleSearch) => {
    setChosen(nobody);
    show(changed);
  };
  return (
    <>
      <PageHead title="People" question="Who is here?">
        <LiveSwitch />
      </PageHead>
      <PeopleSearchForm search={search} change={change} />
      {mayReadJobs && <JobsUnderWay shown={job} />}
      {job && (
        <Permitted anyOf={['agentJobs:read']}>
          <JobProgress id={job} close={() => show({ job: undefined })} />
        </Permitted>
      )}
      <Answered query={query} rows={12}>
        {({ pages }) => {
          const agents = pages.flatMap(({ items }) => items);
          if (agents.length === 0) return <NobodyFound search={search} />;
          return (
            <>
              <ChosenPeople
                agents={agents.filter(({ id }) => chosen.has(id))}
                chooseNobody={() => setChosen(nobody)}
                started={({ id }) => change({ job: id })}
              />
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
          );
        }}
      </Answered>
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
