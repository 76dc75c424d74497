import type { ComparisonOperator, Criteria } from '../../../criteria/criteria.ts';
import type { MembershipAnswer } from '../../koa-admin/answers/membership-answer.ts';
import { StateMark } from '../roll/state-mark.tsx';
import styles from './explained-rule.module.css';

type Explanation = NonNullable<MembershipAnswer['rule']>;

/** Each condition of a rule: whether it holds, and the value that was found. */
export const ExplainedRule = ({ explanation }: { readonly explanation: Explanation }) => (
  <ul className={styles.rule}>
    <Condition explanation={explanation} />
  </ul>
);

function Condition({ explanation: { criteria, holds, values, of } }: { readonly explanation: Explanation }) {
  return (
    <li>
      <StateMark state={holds ? 'present' : 'absent'} /> <code>{conditionText(criteria as Criteria)}</code>
      {values && <span> {values.length === 0 ? 'no value' : `is ${values.join(', ')}`}</span>}
      <span className={styles.spoken}>{holds ? ', holds' : ', does not hold'}</span>
      {of && of.length > 0 && (
        <ul className={styles.rule}>
          {of.map((part) => (
            <Condition key={JSON.stringify(part.criteria)} explanation={part} />
          ))}
        </ul>
      )}
    </li>
  );
}

const operators: Readonly<Record<ComparisonOperator, string>> = {
  equals: 'eq',
  contains: 'co',
  startsWith: 'sw',
  endsWith: 'ew',
  greater: 'gt',
  greaterOrEqual: 'ge',
  less: 'lt',
  lessOrEqual: 'le',
};

function conditionText(criteria: Criteria): string {
  switch (criteria.kind) {
    case 'compare':
      return `${criteria.field.path} ${operators[criteria.operator]} ${JSON.stringify(criteria.value)}`;
    case 'present':
      return `${criteria.field.path} pr`;
    case 'element':
      return `${criteria.path}[${conditionText(criteria.of)}]`;
    case 'identified':
      return 'one of those who are listed';
    case 'not':
      return 'not this';
    case 'all':
      return 'all of these';
    case 'any':
      return 'any of these';
  }
}
