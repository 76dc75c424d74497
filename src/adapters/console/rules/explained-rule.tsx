import type { ComparisonOperator, Criteria } from '../../../criteria/criteria.ts';
import type { MembershipAnswer } from '../../koa-admin/answers/membership-answer.ts';
import { StateMark } from '../roll/state-mark.tsx';
import type { ConditionOperator } from '../rule-editor/conditions.ts';
import { operatorWord } from '../rule-editor/operator-words.ts';
import { Spoken } from '../words/spoken.tsx';
import styles from './explained-rule.module.css';

type Explanation = Omit<NonNullable<MembershipAnswer['rule']>, 'criteria' | 'of'> & {
  readonly criteria: Criteria;
  readonly of?: readonly Explanation[];
};

interface ExplainedRuleProps {
  /** What settles it, as a sentence. */
  readonly reason: string;
  readonly explanation: NonNullable<MembershipAnswer['rule']>;
  /** Whether the rule alone has settled what is said before; it is not said again then. */
  readonly isVerdict: boolean;
}

/** Each condition of a rule: whether it holds, and the value that was found. */
export function ExplainedRule({ reason, explanation, isVerdict }: ExplainedRuleProps) {
  const whole = explanation as Explanation;
  const { criteria, of = [] } = whole;
  if (of.length === 0 && isVerdict)
    return (
      <p>
        {reason} <ConditionText explanation={whole} />
      </p>
    );
  return (
    <>
      <p>
        {reason} {!isVerdict && 'The rule:'} {of.length > 0 && joinWords(criteria)}
      </p>
      <Conditions of={of.length > 0 ? of : [whole]} />
    </>
  );
}

const Conditions = ({ of }: { readonly of: readonly Explanation[] }) => (
  <ul className={styles.conditions}>
    {of.map((explanation) => {
      const { criteria, holds, of: parts = [] } = explanation;
      return (
        <li key={JSON.stringify(criteria)}>
          <StateMark state={holds ? 'present' : 'absent'} />
          <div>
            {parts.length > 0 ? joinWords(criteria) : <ConditionText explanation={explanation} />}
            <Spoken>{holds ? ', holds' : ', does not hold'}</Spoken>
            {parts.length > 0 && <Conditions of={parts} />}
          </div>
        </li>
      );
    })}
  </ul>
);

function joinWords({ kind }: Criteria): string {
  if (kind === 'all') return 'All of these have to hold.';
  return kind === 'any' ? 'One of these has to hold.' : 'This must not hold.';
}

function ConditionText({ explanation: { criteria, holds, values } }: { readonly explanation: Explanation }) {
  // Where it is what the rule wants, it stands there already.
  const isSaid = holds && criteria.kind === 'compare' && criteria.operator === 'equals';
  return (
    <span className={styles.condition}>
      <CriteriaWords criteria={criteria} />
      {values && !isSaid && (
        <span className={styles.found}>
          {values.length === 0 ? ' no value' : ` found: ${values.join(', ')}`}
        </span>
      )}
    </span>
  );
}

const operators: Readonly<Record<ComparisonOperator, ConditionOperator>> = {
  equals: 'eq',
  contains: 'co',
  startsWith: 'sw',
  endsWith: 'ew',
  greater: 'gt',
  greaterOrEqual: 'ge',
  less: 'lt',
  lessOrEqual: 'le',
};

function CriteriaWords({ criteria }: { readonly criteria: Criteria }) {
  switch (criteria.kind) {
    case 'compare': {
      const { field, operator, value } = criteria;
      const type = field.type === 'any' ? 'text' : field.type;
      return (
        <>
          <code>{field.path}</code> {operatorWord(operators[operator], type)} <strong>{String(value)}</strong>
        </>
      );
    }
    case 'present':
      return (
        <>
          <code>{criteria.field.path}</code> {operatorWord('pr', 'text')}
        </>
      );
    case 'element':
      return (
        <>
          One of <code>{criteria.path}</code>, of which <CriteriaWords criteria={criteria.of} />
        </>
      );
    case 'identified':
      return 'One of those who are listed.';
    case 'not':
      return (
        <>
          Not: <CriteriaWords criteria={criteria.of} />
        </>
      );
    case 'all':
    case 'any':
      return criteria.of.map((part, index) => (
        <span key={JSON.stringify(part)}>
          {index > 0 && (criteria.kind === 'all' ? ' and ' : ' or ')}
          <CriteriaWords criteria={part} />
        </span>
      ));
  }
}
