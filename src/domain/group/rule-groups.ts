import type { AttributeValues } from '../../criteria/attribute-values.ts';
import { CriteriaIndex } from '../../criteria/criteria-index.ts';
import { type CriteriaPredicate, criteriaPredicate } from '../../criteria/match-criteria.ts';
import type { GroupReference } from './group-reference.ts';
import { type MembershipRule, ruleCriteria } from './membership-rule.ts';

/** A group that a rule governs. */
export interface RuleGroup extends GroupReference {
  readonly rule: MembershipRule;
}

interface CompiledGroup {
  /** In the order of all. */
  readonly place: number;
  readonly group: RuleGroup;
  readonly holds: CriteriaPredicate;
}

/**
 * The groups of an account that rules govern, made to be asked about many agents: of rules that demand certain values
 * only those are looked at that demand one which the agent has.
 */
export class RuleGroups {
  private readonly index = new CriteriaIndex<CompiledGroup>();
  private readonly others: CompiledGroup[] = [];

  constructor(readonly all: readonly RuleGroup[]) {
    for (const [place, group] of all.entries()) {
      const criteria = ruleCriteria(group.rule, group.kind);
      const compiled = { place, group, holds: criteriaPredicate(criteria) };
      if (!this.index.add(criteria, compiled)) this.others.push(compiled);
    }
  }

  /** The groups to which an agent with these values belongs, in the order of `all`. */
  of(values: AttributeValues): readonly RuleGroup[] {
    const found = this.others.filter(({ holds }) => holds(values));
    for (const candidate of this.index.candidates(values)) if (candidate.holds(values)) found.push(candidate);
    return found.sort((left, right) => left.place - right.place).map(({ group }) => group);
  }
}
