import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { Moment } from '../../times/moment.tsx';
import { governorOf, kindNames } from './group-words.ts';
import styles from './groups.module.css';

interface GroupsTableProps {
  readonly groups: readonly GroupAnswer[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

const rowPixels = 52;
const rowsAhead = 20;

/** Groups, a row each. Only the rows that are in sight are there, and pages come as somebody scrolls. */
export function GroupsTable({ groups, hasMore, loadMore }: GroupsTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: groups.length,
    estimateSize: () => rowPixels,
    overscan: rowsAhead,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= groups.length - rowsAhead) loadMore();
  });
  return (
    <>
      <table className={styles.table} aria-label="Groups" aria-rowcount={hasMore ? -1 : groups.length + 1}>
        <thead>
          <tr>
            <th scope="col">Group</th>
            <th scope="col">Who belongs</th>
            <th scope="col">Of</th>
            <th scope="col">Changed</th>
          </tr>
        </thead>
        <tbody ref={body} style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start, key }) => {
            const group = groups[index];
            if (group === undefined) return null;
            const top = start - virtualizer.options.scrollMargin;
            return (
              <tr
                key={key}
                aria-rowindex={index + 2}
                style={{ transform: `translateY(${top}px)`, height: rowPixels }}
              >
                <GroupCells group={group} />
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.count} role="status">
        {hasMore ? `${groups.length} shown; more come as you scroll.` : `${groups.length} in all.`}
      </p>
    </>
  );
}

function GroupCells({ group }: { readonly group: GroupAnswer }) {
  const { id, displayName, kind, rule, givesRole, lastModifiedAt } = group;
  return (
    <>
      <td className={styles.name}>
        <Link to="/groups/$id" params={{ id }}>
          {displayName}
        </Link>
        {rule && <code title={rule.text}>{rule.text}</code>}
      </td>
      <td>
        {governorOf(group)}
        {givesRole && <small className={styles.role}>gives a role</small>}
      </td>
      <td className={styles.aside}>{kindNames[kind]}</td>
      <td className={styles.aside}>
        <Moment at={lastModifiedAt} />
      </td>
    </>
  );
}
