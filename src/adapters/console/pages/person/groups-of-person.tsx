import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Roll, RollRow } from '../../roll/roll.tsx';
import { ExplainedRule } from '../../rules/explained-rule.tsx';
import { membershipReasons } from '../../rules/membership-reasons.ts';
import { Answered } from '../../states/answered.tsx';
import styles from './person.module.css';
import { membershipsOf } from './queries-of-person.ts';

/** To which groups somebody belongs, and why. */
export function GroupsOfPerson({ id }: { readonly id: string }) {
  return (
    <Answered query={useQuery(membershipsOf(id))} rows={3}>
      {({ items }) =>
        items.length === 0 ? (
          <p className={styles.nothing}>Belongs to no group.</p>
        ) : (
          <Roll label="Groups">
            {items.map(({ group, belongs, because, rule }) => (
              <RollRow
                key={group.id}
                name={
                  <Link to="/groups/$id" params={{ id: group.id }} search={{ why: id }}>
                    {group.displayName}
                  </Link>
                }
                state={belongs ? 'present' : 'notCalled'}
                answer={belongs ? 'Belongs' : 'Does not'}
              >
                {rule ? (
                  <ExplainedRule
                    reason={membershipReasons[because]}
                    explanation={rule}
                    isVerdict={because === 'rule'}
                  />
                ) : (
                  membershipReasons[because]
                )}
              </RollRow>
            ))}
          </Roll>
        )
      }
    </Answered>
  );
}
