import { useQuery } from '@tanstack/react-query';
import type { MembershipAnswer } from '../../../koa-admin/answers/membership-answer.ts';
import { Roll, RollRow } from '../../roll/roll.tsx';
import { Answered } from '../../states/answered.tsx';
import { ExplainedRule } from './explained-rule.tsx';
import styles from './person.module.css';
import { membershipsOf } from './queries-of-person.ts';

const reasons: Readonly<Record<MembershipAnswer['because'], string>> = {
  named: 'Named as a member, by a push or by hand.',
  always: 'Belongs whatever the rule says: an exception.',
  never: 'Does not belong whatever the rule says: an exception.',
  deactivated: 'Is deactivated, and the group has active people only.',
  role: 'Has no role, and the group is for people who have one.',
  rule: 'The rule holds:',
};

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
                name={group.displayName}
                state={belongs ? 'present' : 'notCalled'}
                answer={belongs ? 'Belongs' : 'Does not'}
              >
                {reasons[because]}
                {rule && <ExplainedRule explanation={rule} />}
              </RollRow>
            ))}
          </Roll>
        )
      }
    </Answered>
  );
}
