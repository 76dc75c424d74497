import { Link } from '@tanstack/react-router';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import { type Column, EndlessTable } from '../../table/endless-table.tsx';
import { NamedCell } from '../../table/named-cell.tsx';
import { Moment } from '../../times/moment.tsx';
import { governorOf, kindNames } from './group-words.ts';
import styles from './groups.module.css';

interface GroupsTableProps {
  readonly groups: readonly GroupAnswer[];
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

const columns: readonly Column<GroupAnswer>[] = [
  {
    key: 'group',
    head: 'Group',
    cell: ({ id, displayName, rule }) => (
      <NamedCell>
        <Link to="/groups/$id" params={{ id }}>
          {displayName}
        </Link>
        {rule && <code title={rule.text}>{rule.text}</code>}
      </NamedCell>
    ),
  },
  {
    key: 'governor',
    head: 'Who belongs',
    cell: (group) => (
      <>
        {governorOf(group)}
        {group.givesRole && <small className={styles.role}>gives a role</small>}
      </>
    ),
  },
  { key: 'kind', head: 'Of whom', isAside: true, cell: ({ kind }) => kindNames[kind] },
  {
    key: 'changed',
    head: 'Changed',
    isAside: true,
    cell: ({ lastModifiedAt }) => <Moment at={lastModifiedAt} />,
  },
];

/** Groups, a row each. */
export const GroupsTable = ({ groups, hasMore, loadMore }: GroupsTableProps) => (
  <EndlessTable
    label="Groups"
    rows={groups}
    columns={columns}
    className={styles.groups}
    hasMore={hasMore}
    loadMore={loadMore}
  />
);
