import { Link } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { nameOf } from '../../people/name-of.ts';
import { StateMark } from '../../roll/state-mark.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './people.module.css';
import type { PeopleSearch, SortKey } from './people-search.ts';

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
export function PeopleTable({
  agents,
  search,
  change,
  chosen,
  setChosen,
  hasMore,
  loadMore,
}: PeopleTableProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const mayAdminister = useMayDo()('agents:administer');
  const virtualizer = useWindowVirtualizer({
    count: agents.length,
    estimateSize: () => rowPixels,
    overscan: rowsAhead,
    scrollMargin: body.current?.offsetTop ?? 0,
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
    <>
      <table className={styles.table} aria-label="People" aria-rowcount={hasMore ? -1 : agents.length + 1}>
        <thead>
          <tr data-choosable={mayAdminister || undefined}>
            {mayAdminister && (
              <th scope="col">
                <span className={styles.spoken}>Chosen</span>
              </th>
            )}
            <SortableHead name="Person" sort="userName" search={search} change={change} />
            <th scope="col">Status</th>
            <SortableHead name="Changed" sort="lastModified" search={search} change={change} />
            <SortableHead name="Came" sort="created" search={search} change={change} />
          </tr>
        </thead>
        <tbody ref={body} style={{ height: virtualizer.getTotalSize() }}>
          {rows.map(({ index, start, key }) => {
            const agent = agents[index];
            if (agent === undefined) return null;
            const top = start - virtualizer.options.scrollMargin;
            return (
              <tr
                key={key}
                aria-rowindex={index + 2}
                data-choosable={mayAdminister || undefined}
                style={{ transform: `translateY(${top}px)`, height: rowPixels }}
              >
                {mayAdminister && (
                  <td>
                    <input
                      type="checkbox"
                      aria-label={`Choose ${agent.userName}`}
                      checked={chosen.has(agent.id)}
                      onChange={({ target }) => choose(agent.id, target.checked)}
                    />
                  </td>
                )}
                <PersonCells agent={agent} />
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.count} role="status">
        {hasMore ? `${agents.length} shown; more come as you scroll.` : `${agents.length} in all.`}
      </p>
    </>
  );
}

function PersonCells({ agent }: { readonly agent: AgentAnswer }) {
  const { id, status, userName, createdAt, lastModifiedAt } = agent;
  const state = status === 'active' ? 'present' : 'notCalled';
  return (
    <>
      <td className={styles.person}>
        <Link to="/people/$id" params={{ id }}>
          {nameOf(agent)}
        </Link>
        <span className={styles.address}>{userName}</span>
      </td>
      <td className={styles.status} data-state={state}>
        <StateMark state={state} />
        {status === 'active' ? 'Active' : 'Deactivated'}
      </td>
      <td className={styles.moment}>
        <Moment at={lastModifiedAt} />
      </td>
      <td className={styles.moment}>
        <Moment at={createdAt} />
      </td>
    </>
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
  const next =
    order === 'none' ? {} : order === 'ascending' ? { descending: true as const } : { sort: undefined };
  return (
    <th scope="col" aria-sort={order}>
      <button type="button" onClick={() => change({ sort, descending: undefined, ...next })}>
        {name}
        <span aria-hidden="true">{{ none: '', ascending: ' ↑', descending: ' ↓' }[order]}</span>
      </button>
    </th>
  );
}
