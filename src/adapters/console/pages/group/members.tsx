import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { ask } from '../../api/ask.ts';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { Failure } from '../../states/failure.tsx';
import { Loading } from '../../states/loading.tsx';
import styles from './group.module.css';
import { membersOf, pathOf, useMayName } from './queries-of-group.ts';

interface MembersProps {
  readonly group: GroupAnswer;
  /** Absent where the person may not know why. */
  readonly explain?: (agentId: string) => void;
}

const rowPixels = 36;
const rowsAhead = 20;

/** Who belongs. Only the rows that are in sight are there, and pages come as somebody scrolls. */
export function Members({ group, explain }: MembersProps) {
  const mayName = useMayName(group);
  const queries = useQueryClient();
  const query = useInfiniteQuery(membersOf(group.id));
  const change = useMutation({
    mutationFn: ({ agentId, method }: { readonly agentId: string; readonly method: 'PUT' | 'DELETE' }) =>
      ask(`${pathOf(group.id)}/members/${agentId}`, { method }),
    onSuccess: () => queries.invalidateQueries(),
  });
  const box = useRef<HTMLDivElement>(null);
  const members = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const virtualizer = useVirtualizer({
    count: members.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowPixels,
    overscan: rowsAhead,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  const hasMore = query.hasNextPage;
  useEffect(() => {
    if (hasMore && last >= members.length - rowsAhead && !query.isFetchingNextPage)
      void query.fetchNextPage();
  });
  return (
    <div className={styles.members}>
      {mayName && (
        <PersonPicker label="Add somebody" pick={({ id }) => change.mutate({ agentId: id, method: 'PUT' })} />
      )}
      {change.error && <Failure error={change.error} />}
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && <Loading />}
      {query.data && members.length === 0 && (
        <p className={styles.remark}>
          Nobody belongs to it{group.rule && ' yet: the rule holds for nobody'}.
        </p>
      )}
      <div ref={box} className={styles.box} hidden={members.length === 0}>
        <ul aria-label="Members" style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start, key }) => {
            const member = members[index];
            if (member === undefined) return null;
            const { id, userName } = member;
            return (
              <li
                key={key}
                aria-posinset={index + 1}
                aria-setsize={hasMore ? -1 : members.length}
                style={{ transform: `translateY(${start}px)`, height: rowPixels }}
              >
                <Link to="/people/$id" params={{ id }}>
                  {userName}
                </Link>
                {explain && (
                  <button type="button" onClick={() => explain(id)} aria-label={`Why ${userName}?`}>
                    Why?
                  </button>
                )}
                {mayName && (
                  <button
                    type="button"
                    onClick={() => change.mutate({ agentId: id, method: 'DELETE' })}
                    aria-label={`Remove ${userName}`}
                  >
                    Remove
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
      {members.length > 0 && (
        <p className={styles.remark} role="status">
          {hasMore
            ? `${members.length.toLocaleString('en')} shown; more come as you scroll.`
            : `${members.length.toLocaleString('en')} in all.`}
        </p>
      )}
    </div>
  );
}
