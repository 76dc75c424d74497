import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMayDo } from '../../api/caller.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Answered } from '../../states/answered.tsx';
import { Empty } from '../../states/empty.tsx';
import { groupsOf } from './group-queries.ts';
import type { GroupsSearch } from './groups-search.ts';
import { GroupsSearchForm } from './groups-search-form.tsx';
import { GroupsTable } from './groups-table.tsx';

/** Who belongs to what, and why? */
export function Groups() {
  const search = useSearch({ from: '/groups' });
  const navigate = useNavigate({ from: '/groups' });
  const mayDo = useMayDo();
  const query = useInfiniteQuery(groupsOf(search));
  const change = (changed: GroupsSearch) =>
    void navigate({ search: (shown) => ({ ...shown, ...changed }), replace: true });
  return (
    <>
      <PageHead title="Groups" question="Who belongs to what, and why?">
        <LiveSwitch />
        {mayDo('rules:read') && (
          <Button
            size="xs"
            variant="default"
            renderRoot={(props) => <Link to="/groups/templates" {...props} />}
          >
            Templates
          </Button>
        )}
        {mayDo('groups:write') && (
          <Button size="xs" renderRoot={(props) => <Link to="/groups/new" {...props} />}>
            New group
          </Button>
        )}
      </PageHead>
      <GroupsSearchForm search={search} change={change} />
      <Answered query={query} rows={12}>
        {({ pages }) => {
          const groups = pages.flatMap(({ items }) => items);
          if (groups.length === 0) return <NothingFound search={search} />;
          return (
            <GroupsTable
              groups={groups}
              hasMore={query.hasNextPage}
              loadMore={() => void (query.isFetchingNextPage || query.fetchNextPage())}
            />
          );
        }}
      </Answered>
    </>
  );
}

const NothingFound = ({ search: { q, kind } }: { readonly search: GroupsSearch }) =>
  q || kind ? (
    <Empty title="No group is called so">Any part of a name finds a group, letter case aside.</Empty>
  ) : (
    <Empty title="There are no groups yet">
      Groups appear when Okta pushes them, where that is switched on, and when somebody makes them here: by a
      rule, by hand, or one for each value of an attribute by a template.
    </Empty>
  );
