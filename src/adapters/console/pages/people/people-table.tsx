import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { StateMark } from '../../roll/state-mark.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './people.module.css';
import type { PeopleSearch, SortKey } from './people-search.ts';
import { nameOf } from './name-of.ts';

interface PeopleTableProps {
  readonly agents: readonly AgentAnswer[];
  readonly search: PeopleSearch;
  readonly change: (changed: Partial<PeopleSearch>) => void;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

const rowPixels = 52;
const rowsAhead = 20;

/** People, a row each. Only the rows that are in sight are there, and pages come as somebody scrolls. */
export function PeopleTable({ agents, search, change, chosen, setChosen, hasMore, loadMore }: PeopleTableProps) {
  const list = useRef<HTMLDivElement>(null);
  const mayAdminister = useMayDo()('agents:administer');
  const virtualizer = useWindowVirtualizer({
    count: agents.length,
    estimateSize: () => rowPixels,
    overscan: rowsAhead,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= agents.length - rowsAhead) loadMore();
  });
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <div className={styles.table} role="table" aria-label="People" aria-rowcount={hasMore ? -1 : agents.length + 1}>
      <div className={styles.headRow} role="row" data-choosable={mayAdminister || undefined}>
        {mayAdminister && <span role="columnheader" aria-label="Chosen" />}
        <SortableHead name="Person" sort="userName" search={search} change={change} />
        <span role="columnheader">Status</span>
        <SortableHead name="Changed" sort="lastModified" search={search} change={change} />
        <SortableHead name="Came" sort="created" search={search} change={change} />
      </div>
      <div ref={list} role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
        {rows.map(({ index, start, key }) => {
          const agent = agents[index];
          if (agent === undefined) return null;
          const { id, status, userName, createdAt, lastModifiedAt } = agent;
          return (
            <div
              key={key}
              role="row"
              aria-rowindex={index + 2}
              className={styles.row}
              data-choosable={mayAdminister || undefined}
              style={{ transform: `translateY(${start - virtualizer.options.scrollMargin}px)`, height: rowPixels }}
            >
              {mayAdminister && (
                <span role="cell">
                  <input
                    type="checkbox"
                    aria-label={`Choose ${userName}`}
                    checked={chosen.has(id)}
                    onChange={({ target }) => choose(id, target.checked)}
                  />
                </span>
              )}
              <span role="cell" className={styles.person}>
                <Link to="/people/$id" params={{ id }}>
                  {nameOf(agent)}
                </Link>
                <span className={styles.address}>{userName}</span>
              </span>
              <span role="cell" className={styles.status} data-state={status === 'active' ? 'present' : 'notCalled'}>
                <StateMark state={status === 'active' ? 'present' : 'notCalled'} />
                {status === 'active' ? 'Active' : 'Deactivated'}
              </span>
              <span role="cell" className={styles.moment}>
                <Moment at={lastModifiedAt} />
              </span>
              <span role="cell" className={styles.moment}>
                <Moment at={createdAt} />
              </span>
            </div>
          );
        })}
      </div>
      <p className={styles.count} role="status">
        {hasMore ? `${agents.length} shown; more come as you scroll.` : `${agents.length} in all.`}
      </p>
    </div>
  );
}

interface SortableHeadProps {
  readonly name: string;
  readonly sort: SortKey;
  readonly search: PeopleSearch;
  readonly change: (changed: Partial<PeopleSearch>) => void;
}

function SortableHead({ name, sort, search, change }: SortableHeadProps) {
  const isSorted = search.sort === sort;
  const order = !isSorted ? 'none' : search.descending ? 'descending' : 'ascending';
  const next = order === 'none' ? {} : order === 'ascending' ? { descending: true as const } : { sort: undefined };
  return (
    <span role="columnheader" aria-sort={order}>
      <button type="button" onClick={() => change({ sort, descending: undefined, ...next })}>
        {name}
        <span aria-hidden="true">{{ none: '', ascending: ' ↑', descending: ' ↓' }[order]}</span>
      </button>
    </span>
  );
}
