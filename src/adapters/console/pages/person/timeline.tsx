import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMayDo } from '../../api/caller.ts';
import { EntryList } from '../../journal/entry-list.tsx';
import { OlderButton } from '../../journal/older-button.tsx';
import { isAt, useOlderUntil } from '../../journal/use-older-until.ts';
import { Answered } from '../../states/answered.tsx';
import { timelineOf } from './queries-of-person.ts';

/** Everything that the audit log has about somebody, the newest first. */
export function Timeline({ id }: { readonly id: string }) {
  const query = useInfiniteQuery(timelineOf(id));
  const mayReadRequests = useMayDo()('requests:read');
  const { open } = useSearch({ from: '/people/$id' });
  const navigate = useNavigate({ from: '/people/$id' });
  useOlderUntil(query, isAt(open));
  return (
    <>
      {mayReadRequests && (
        <p>
          <Link to="/activity" search={{ log: 'requests', involving: id }}>
            The requests about this person
          </Link>
          , and{' '}
          <Link to="/activity" search={{ log: 'requests', refused: true, involving: id }}>
            those that failed
          </Link>
          .
        </p>
      )}
      <Answered query={query}>
        {({ pages }) => (
          <EntryList
            label="What happened, the newest first"
            entries={pages.flatMap(({ items }) => items)}
            open={open}
            setOpen={(position) =>
              void navigate({ search: { open: position }, replace: true, resetScroll: false })
            }
          />
        )}
      </Answered>
      <OlderButton query={query} />
    </>
  );
}
