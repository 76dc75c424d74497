import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PersonPicker } from '../../person-picker/person-picker.tsx';
import { StateMark } from '../../roll/state-mark.tsx';
import { ExplainedRule } from '../../rules/explained-rule.tsx';
import { membershipReasons } from '../../rules/membership-reasons.ts';
import { Answered } from '../../states/answered.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './group.module.css';
import { membershipOf } from './queries-of-group.ts';

interface WhyPersonProps {
  readonly groupId: string;
  readonly agentId: string | undefined;
  readonly explain: (agentId: string) => void;
}

/** Whether somebody belongs, and what settles it, condition by condition. */
export const WhyPerson = ({ groupId, agentId, explain }: WhyPersonProps) => (
  <div className={styles.part}>
    <PersonPicker label="Explain for" pick={({ id }) => explain(id)} />
    {agentId && <Explained groupId={groupId} agentId={agentId} />}
  </div>
);

function Explained({ groupId, agentId }: { readonly groupId: string; readonly agentId: string }) {
  return (
    <Answered query={useQuery(membershipOf(groupId, agentId))} rows={3}>
      {({ userName, belongs, because, exception, rule }) => (
        <section aria-label={`Why ${userName}`} aria-live="polite">
          <p className={styles.verdict} data-state={belongs ? 'present' : 'absent'}>
            <StateMark state={belongs ? 'present' : 'absent'} />
            <span>
              <Link to="/people/$id" params={{ id: agentId }}>
                {userName}
              </Link>{' '}
              {belongs ? 'belongs' : 'does not belong'}
            </span>
          </p>
          {exception && (
            <p>
              {exception.reason && `Reason: ${exception.reason}. `}
              {exception.until && (
                <>
                  Ends <Moment at={exception.until} />.
                </>
              )}
            </p>
          )}
          {rule ? (
            <ExplainedRule
              reason={membershipReasons[because]}
              explanation={rule}
              isVerdict={because === 'rule'}
            />
          ) : (
            <p>{membershipReasons[because]}</p>
          )}
        </section>
      )}
    </Answered>
  );
}
