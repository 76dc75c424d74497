import { all, any, type Criteria, conjuncts, equals, identified, not } from '../../criteria/criteria.ts';
import type { JsonObject } from '../../criteria/json.ts';
import { agentFields } from '../agent/agent-fields.ts';
import { hasRoleAboveAgent } from '../agent/role-above-agent.ts';
import { DomainError } from '../shared/domain-error.ts';
import { groupLimits } from './group-limits.ts';
import type { GroupKind } from './group-reference.ts';
import { listedIds } from './membership.ts';
import {
  type ExceptionLists,
  exceptionsOf,
  type RuleException,
  termsOf,
  withExceptions,
} from './rule-exceptions.ts';

/** Who belongs to a group, as a condition instead of a list: membership follows from it and is not kept. */
export interface MembershipRule extends ExceptionLists {
  /** As an administrator wrote it. */
  readonly text: string;
  /** What the text means. */
  readonly criteria: Criteria;
  /** Whether deactivated agents belong as well. */
  readonly includesDeactivated: boolean;
}

/**
 * The rule with its lists in order.
 *
 * @throws DomainError `ruleInvalid`, `attributeInvalid`, `attributeTooLarge`.
 */
export function membershipRule(rule: MembershipRule): MembershipRule {
  const always = [...new Set(rule.always)].sort();
  const never = [...new Set(rule.never)].sort();
  for (const list of [always, never]) {
    if (list.length <= groupLimits.listedMax) continue;
    const message = `${list.length} agents are listed; at most ${groupLimits.listedMax} can always or never belong. A condition that selects them takes any number.`;
    throw new DomainError('attributeTooLarge', message, { attribute: 'rule' });
  }
  const both = always.find((id) => never.includes(id));
  if (both !== undefined) {
    const message = `The agent ${both} cannot both always and never belong to the group.`;
    throw new DomainError('ruleInvalid', message, { attribute: 'rule', agent: both });
  }
  return { ...rule, always, never, terms: termsOf({ ...rule, always, never }) };
}

/**
 * The rule with an exception, in the place of one that there is for the agent.
 *
 * @throws DomainError `attributeInvalid`, `attributeTooLarge`.
 */
export function withException(rule: MembershipRule, exception: RuleException): MembershipRule {
  const others = exceptionsOf(rule).filter(({ agentId }) => agentId !== exception.agentId);
  return membershipRule(withExceptions(rule, [...others, exception]));
}

/** The rule as the journal names it. */
export function journaledRule(rule: MembershipRule): JsonObject {
  const { text, always, never, terms, includesDeactivated } = rule;
  const lists = { always: listedIds(always), never: listedIds(never) };
  const exceptions = terms && exceptionsOf(rule).map((exception) => ({ ...exception }));
  return { text, ...lists, exceptions, includesDeactivated };
}

/** All that decides, as one condition: whoever satisfies it belongs, and nobody else. See `ruleAt` for exceptions that end. */
export function ruleCriteria(rule: MembershipRule, kind: GroupKind): Criteria {
  const { criteria, always, never, includesDeactivated } = rule;
  return all(
    ...(always.length === 0 ? conjuncts(criteria) : [any(criteria, identified(always))]),
    ...(never.length === 0 ? [] : [not(identified(never))]),
    ...eligibility({ kind, includesDeactivated }),
  );
}

/** Whom a group takes at all, whatever its condition says. */
export interface Eligibility {
  readonly kind: GroupKind;
  readonly includesDeactivated: boolean;
}

/** The conditions that all must hold. */
export const eligibility = ({ kind, includesDeactivated }: Eligibility): readonly Criteria[] => [
  ...(includesDeactivated ? [] : [equals(agentFields.active, true)]),
  ...(kind === 'users' ? [hasRoleAboveAgent] : []),
];

/** The names of the attributes that decide besides the condition of a rule; exceptions name ids. */
export const attributesOfEachRule: readonly string[] = ['id', 'active', 'roles'];
