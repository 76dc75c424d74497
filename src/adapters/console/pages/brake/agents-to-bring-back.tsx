import { useInfiniteQuery } from '@tanstack/react-query';
import { useChange } from '../../api/use-change.ts';
import { EndlessList } from '../../endless-list/endless-list.tsx';
import { nameOf } from '../../people/name-of.ts';
import { PersonRow } from '../../people/person-row.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './brake.module.css';
import { agentsToBringBack, keepOut } from './brake-queries.ts';

/** Who would come back, and whom somebody here wants out all the same. */
export function AgentsToBringBack({ mayDecide }: { readonly mayDecide: boolean }) {
  const query = useInfiniteQuery(agentsToBringBack);
  const keep = useChange(keepOut);
  return (
    <Answered query={query}>
      {({ pages }) => {
        const agents = pages.flatMap(({ items }) => items);
        if (agents.length === 0)
          return <p className={styles.remark}>Nobody would come back: they are back, removed or kept out.</p>;
        return (
          <>
            <h3>Who would come back</h3>
            {keep.error && <Failure error={keep.error} />}
            <EndlessList
              label="Who would come back"
              items={agents}
              hasMore={query.hasNextPage}
              loadMore={() => void (query.isFetchingNextPage || query.fetchNextPage())}
              row={(agent) => (
                <PersonRow id={agent.id} name={nameOf(agent)}>
                  <Moment at={agent.lastModifiedAt} />
                  {mayDecide && (
                    <button
                      type="button"
                      onClick={() => keep.mutate(agent.id)}
                      aria-label={`Keep out ${nameOf(agent)}`}
                    >
                      Keep out
                    </button>
                  )}
                </PersonRow>
              )}
            />
          </>
        );
      }}
    </Answered>
  );
}
