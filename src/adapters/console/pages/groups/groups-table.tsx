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
  const list = useRef<HTMLDivElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: groups.length,
    estimateSize: () => rowPixels,
    overscan: rowsAhead,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= groups.length - rowsAhead) loadMore();
  });
  return (
    <div
      className={styles.table}
      role="table"
      aria-label="Groups"
      aria-rowcount={hasMore ? -1 : groups.length + 1}
    >
      <div role="rowgroup">
        <div className={styles.headRow} role="row">
          <span role="columnheader">Group</span>
          <span role="columnheader">Who belongs</span>
          <span role="columnheader">Of</span>
          <span role="columnheader">Changed</span>
        </div>
      </div>
      <div ref={list} role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {rows.map(({ index, start, key }) => {
          const group = groups[index];
          if (group === undefined) return null;
          const { id, displayName, kind, rule, givesRole, lastModifiedAt } = group;
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              className={styles.row}
              style={{
                transform: `translateY(${start - virtualizer.options.scrollMargin}px)`,
                height: rowPixels,
              }}
            >
              <span role="cell" className={styles.name}>
                <Link to="/groups/$id" params={{ id }}>
                  {displayName}
                </Link>
                {rule && <code title={rule.text}>{rule.text}</code>}
              </span>
              <span role="cell">
                {governorOf(group)}
                {givesRole && <small className={styles.role}>gives a role</small>}
              </span>
              <span role="cell" className={styles.aside}>
                {kindNames[kind]}
              </span>
              <span role="cell" className={styles.aside}>
                <Moment at={lastModifiedAt} />
              </span>
            </div>
          );
        })}
      </div>
      <p className={styles.count} role="status">
        {hasMore ? `${groups.length} shown; more come as you scroll.` : `${groups.length} in all.`}
      </p>
    </div>
  );
}
