import { useInfiniteQuery } from '@tanstack/react-query';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import type { MemberAnswer } from '../../../koa-admin/answers/member-answer.ts';
import { ask } from '../../api/ask.ts';
import { useChange } from '../../api/use-change.ts';
import { EndlessList } from '../../endless-list/endless-list.tsx';
import { PersonRow } from '../../people/person-row.tsx';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { Answered } from '../../states/answered.tsx';
import { Failure } from '../../states/failure.tsx';
import styles from './group.module.css';
import { membersOf, pathOf, useMayName } from './queries-of-group.ts';

interface MembersProps {
  readonly group: GroupAnswer;
  /** Absent where the person may not know why. */
  readonly explain?: (agentId: string) => void;
}

/** Who belongs. */
export function Members({ group, explain }: MembersProps) {
  const mayName = useMayName(group);
  const query = useInfiniteQuery(membersOf(group.id));
  const change = useChange(
    ({ agentId, method }: { readonly agentId: string; readonly method: 'PUT' | 'DELETE' }) =>
      ask(`${pathOf(group.id)}/members/${agentId}`, { method }),
  );
  return (
    <div className={styles.part}>
      {mayName && (
        <PersonPicker label="Add somebody" pick={({ id }) => change.mutate({ agentId: id, method: 'PUT' })} />
      )}
      {change.error && <Failure error={change.error} />}
      <Answered query={query}>
        {({ pages }) => {
          const members = pages.flatMap(({ items }) => items);
          const count = members.length.toLocaleString('en');
          if (members.length === 0)
            return (
              <p className={styles.remark}>
                Nobody belongs to it{group.rule && ' yet: the rule holds for nobody'}.
              </p>
            );
          return (
            <>
              <EndlessList
                label="Members"
                items={members}
                hasMore={query.hasNextPage}
                loadMore={() => void (query.isFetchingNextPage || query.fetchNextPage())}
                row={(member) => (
                  <Member
                    member={member}
                    explain={explain}
                    remove={mayName ? (agentId) => change.mutate({ agentId, method: 'DELETE' }) : undefined}
                  />
                )}
              />
              <p className={styles.remark} role="status">
                {query.hasNextPage ? `${count} shown; more come as you scroll.` : `${count} in all.`}
              </p>
            </>
          );
        }}
      </Answered>
    </div>
  );
}

interface MemberProps extends Pick<MembersProps, 'explain'> {
  readonly member: MemberAnswer;
  readonly remove?: (agentId: string) => void;
}

const Member = ({ member: { id, userName }, explain, remove }: MemberProps) => (
  <PersonRow id={id} name={userName}>
    {explain && (
      <button type="button" onClick={() => explain(id)} aria-label={`Why ${userName}?`}>
        Why?
      </button>
    )}
    {remove && (
      <button type="button" onClick={() => remove(id)} aria-label={`Remove ${userName}`}>
        Remove
      </button>
    )}
  </PersonRow>
);
