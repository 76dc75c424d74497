import { Link } from '@tanstack/react-router';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { nameOf } from '../../people/name-of.ts';
import { Standing } from '../../people/standing.tsx';
import { type Column, EndlessTable } from '../../table/endless-table.tsx';
import { NamedCell } from '../../table/named-cell.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './people.module.css';
import type { PeopleSearch, SortKey } from './people-search.ts';

interface PeopleTableProps {
  readonly agents: readonly AgentAnswer[];
  readonly search: PeopleSearch;
  readonly change: (changed: PeopleSearch) => void;
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (chosen: ReadonlySet<string>) => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

/** People, a row each; whoever may decide about them can choose many. */
export function PeopleTable(props: PeopleTableProps) {
  const { agents, search, change, chosen, setChosen, hasMore, loadMore } = props;
  const mayAdminister = useMayDo()('agents:administer');
  const sorted = (name: string, sort: SortKey) => headOf(name, sort, search, change);
  const columns: readonly Column<AgentAnswer>[] = [
    ...(mayAdminister ? [choiceColumn(agents, chosen, setChosen)] : []),
    { key: 'person', ...sorted('Person', 'userName'), cell: (agent) => <PersonCell agent={agent} /> },
    { key: 'status', head: 'Status', cell: ({ status }) => <Standing status={status} /> },
    {
      ...{ key: 'changed', ...sorted('Changed', 'lastModified'), isAside: true },
      cell: ({ lastModifiedAt }) => <Moment at={lastModifiedAt} />,
    },
    {
      ...{ key: 'came', ...sorted('Came', 'created'), isAside: true },
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ];
  return (
    <EndlessTable
      label="People"
      rows={agents}
      columns={columns}
      className={mayAdminister ? styles.choosable : styles.people}
      hasMore={hasMore}
      loadMore={loadMore}
    />
  );
}

const PersonCell = ({ agent }: { readonly agent: AgentAnswer }) => (
  <NamedCell>
    <Link to="/people/$id" params={{ id: agent.id }}>
      {nameOf(agent)}
    </Link>
    <span>{agent.userName}</span>
  </NamedCell>
);

function choiceColumn(
  agents: readonly AgentAnswer[],
  chosen: ReadonlySet<string>,
  setChosen: (chosen: ReadonlySet<string>) => void,
): Column<AgentAnswer> {
  const choose = (ids: readonly string[], isChosen: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) isChosen ? next.add(id) : next.delete(id);
    setChosen(next);
  };
  return {
    key: 'chosen',
    head: (
      <input
        type="checkbox"
        aria-label="Choose everybody who is shown"
        checked={agents.every(({ id }) => chosen.has(id))}
        onChange={({ target }) =>
          choose(
            agents.map(({ id }) => id),
            target.checked,
          )
        }
      />
    ),
    cell: ({ id, userName }) => (
      <input
        type="checkbox"
        aria-label={`Choose ${userName}`}
        checked={chosen.has(id)}
        onChange={({ target }) => choose([id], target.checked)}
      />
    ),
  };
}

const marks = { none: ' ↕', ascending: ' ↑', descending: ' ↓' } as const;

/** A head that sorts: up, then down, then not. */
function headOf(
  name: string,
  sort: SortKey,
  search: PeopleSearch,
  change: PeopleTableProps['change'],
): Pick<Column<AgentAnswer>, 'head' | 'order'> {
  const order = search.sort !== sort ? 'none' : search.descending ? 'descending' : 'ascending';
  const next = {
    none: { sort, descending: undefined },
    ascending: { sort, descending: true },
    descending: { sort: undefined, descending: undefined },
  } as const;
  const head = (
    <button type="button" onClick={() => change(next[order])}>
      {name}
      <span aria-hidden="true">{marks[order]}</span>
    </button>
  );
  return { head, order };
}
