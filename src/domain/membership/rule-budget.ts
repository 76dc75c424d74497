import type { Criteria } from '../../criteria/criteria.ts';
import { groupLimits } from '../group/group-limits.ts';
import { ruleCriteria } from '../group/membership-rule.ts';
import type { RuleGroup } from '../group/rule-groups.ts';
import { DomainError } from '../shared/domain-error.ts';

/** Ids are compared many at a time, and so cost less than a condition each. */
const idsPerCondition = 10;

/** How many conditions a database would have to look at. */
function conditionsOf(criteria: Criteria): number {
  switch (criteria.kind) {
    case 'compare':
    case 'present':
      return 1;
    case 'identified':
      return Math.ceil(criteria.ids.length / idsPerCondition);
    case 'element':
    case 'not':
      return conditionsOf(criteria.of);
    case 'all':
    case 'any':
      return criteria.of.reduce((sum, part) => sum + conditionsOf(part), 0);
  }
}

/** Bounds what the rules cost that one filter asks about. A filter may speak of groups a hundred times, and of all rules each time. */
export class RuleBudget {
  private spent = 0;

  /** @throws DomainError `criteriaTooWide`. */
  spend(groups: readonly RuleGroup[]): void {
    for (const { rule, kind } of groups) this.spent += 1 + conditionsOf(ruleCriteria(rule, kind));
    const max = groupLimits.ruleConditionsPerFilterMax;
    if (this.spent <= max) return;
    const message = `The filter asks about so many groups that more than ${max} conditions of their rules would have to be looked at. Name a group by groups.value, or ask about fewer.`;
    throw new DomainError('criteriaTooWide', message);
  }
}
