import type { ExplainedMembership } from '../../application/groups/membership/explained-membership.ts';
import type { ComparisonOperator, Criteria } from '../../criteria/criteria.ts';
import type { Explanation } from '../../criteria/explain-criteria.ts';
import type { ExceptionTerms } from '../../domain/group/rule-exceptions.ts';
import { printable } from './aligned-text.ts';

/** Why an agent belongs to a group or not, a line for each condition. */
export function explanationText(explained: ExplainedMembership): string {
  const { agent, group, belongs, because, exception, rule } = explained;
  const { userName } = agent.state;
  const { displayName } = group.state;
  const verdict = belongs ? 'belongs' : 'does not belong';
  const heading = `${userName} ${verdict} to ${displayName}: ${reasons[because]}${termsText(exception)}.`;
  return `${printable(heading)}\n${rule === undefined ? '' : linesOf(rule, 1).join('')}`;
}

const termsText = ({ reason, until }: ExceptionTerms = {}): string =>
  `${until === undefined ? '' : ` until ${until}`}${reason === undefined ? '' : ` (${reason})`}`;

const reasons: Readonly<Record<ExplainedMembership['because'], string>> = {
  named: 'its members are named one by one',
  always: 'it stands in the list of who always belongs',
  never: 'it stands in the list of who never belongs',
  deactivated: 'it is deactivated, and the group has active agents only',
  role: 'it has no role above agent, and the group is for people who have one',
  rule: 'the rule decides',
};

function linesOf({ criteria, holds, values, of = [] }: Explanation, depth: number): string[] {
  const has =
    values === undefined
      ? ''
      : `; has ${values.length === 0 ? 'no value' : values.map((value) => JSON.stringify(value)).join(', ')}`;
  const line = `${'  '.repeat(depth)}${holds ? 'yes' : 'no '}  ${printable(conditionText(criteria) + has)}\n`;
  return [line, ...of.flatMap((part) => linesOf(part, depth + 1))];
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
      return `${criteria.path}[…]: some element with ${conditionText(criteria.of)}`;
    case 'identified':
      return 'one of the agents that are listed';
    case 'not':
      return criteria.of.kind === 'compare' || criteria.of.kind === 'present'
        ? `not (${conditionText(criteria.of)})`
        : 'not the following';
    case 'all':
      return 'all of these';
    case 'any':
      return 'any of these';
  }
}
