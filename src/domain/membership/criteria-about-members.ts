import { all, any, type Criteria, equals, identified } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import { agentFields } from '../agent/agent-fields.ts';
import { groupFields } from '../group/group-fields.ts';
import { eligibility } from '../group/membership-rule.ts';
import type { GroupId } from '../shared/identifiers.ts';
import type { AccountPolicy } from './account-policy.ts';
import { eligibilitiesOf } from './eligibilities.ts';
import { askedOfValue, isAbout, replaceAttribute } from './replace-attribute.ts';
import { RuleBudget } from './rule-budget.ts';

const includesDeactivated: Field = { path: 'includesDeactivated', type: 'boolean', caseExact: false };

/** Whether the criteria, which are about groups, ask for their members: only then the policy is needed. */
export const asksAboutMembers = (criteria: Criteria): boolean => isAbout('members', criteria);

/** What criteria about groups ask of a member. To be looked up: which groups with a rule have such a member. */
export interface MemberQuestion {
  /** Of an agent. */
  readonly criteria: Criteria;
  /** Whether one agent at most satisfies them. It is to be looked up itself then, and its values tell its groups. */
  readonly namesAgent: boolean;
}

/**
 * Each question once, in the order of the criteria.
 *
 * @throws DomainError `criteriaTooWide`.
 */
export function memberQuestionsIn(
  criteria: Criteria,
  { ruleGroups }: Pick<AccountPolicy, 'ruleGroups'>,
): readonly MemberQuestion[] {
  const budget = new RuleBudget();
  const questions: MemberQuestion[] = [];
  replaceAttribute('members', criteria, (part) => {
    const question = questionOf(part);
    if (!question.namesAgent) budget.spend(ruleGroups.all);
    questions.push(question);
    return part;
  });
  return questions;
}

/**
 * Criteria about groups without a question that rules have to answer: `members` then means the agents that a group
 * names, and `templateMembers` those that have the value of a template's group.
 *
 * @param answers - for each of `memberQuestionsIn`, in the same order, the groups with a rule that have such a member.
 */
export function criteriaAboutMembers(
  criteria: Criteria,
  { templates }: Pick<AccountPolicy, 'templates'>,
  answers: readonly (readonly GroupId[])[],
): Criteria {
  let next = 0;
  return replaceAttribute('members', criteria, (part) => {
    const byRules = identified(answers[next++] ?? []);
    const { criteria: asked } = questionOf(part);
    const byTemplates = eligibilitiesOf(templates).map((eligible) =>
      all(
        equals(groupFields.kind, eligible.kind),
        equals(includesDeactivated, eligible.includesDeactivated),
        { kind: 'element', path: 'templateMembers', of: all(asked, ...eligibility(eligible)) },
      ),
    );
    return any(part, byRules, ...byTemplates);
  });
}

/**
 * The same where all groups are known that have such a member, whatever makes them have it.
 *
 * @param answers - for each of `memberQuestionsIn`, in the same order.
 */
export function withMembersAnswered(criteria: Criteria, answers: readonly (readonly GroupId[])[]): Criteria {
  let next = 0;
  return replaceAttribute('members', criteria, () => identified(answers[next++] ?? []));
}

const pathOfAgent: Readonly<Record<string, string | undefined>> = {
  'members.value': agentFields.id.path,
  'members.display': agentFields.userName.path,
};

function questionOf(part: Criteria): MemberQuestion {
  const criteria = askedOfValue(part, (path) => pathOfAgent[path] ?? path);
  const namesAgent =
    criteria.kind === 'compare' &&
    criteria.operator === 'equals' &&
    criteria.field.affixes === undefined &&
    (criteria.field.path === agentFields.id.path || criteria.field.path === agentFields.userName.path);
  return { criteria, namesAgent };
}
