import type { AttributeValues } from '../../criteria/attribute-values.ts';
import { pathsOf } from '../../criteria/criteria.ts';
import { CriteriaIndex } from '../../criteria/criteria-index.ts';
import { type CriteriaPredicate, criteriaPredicate } from '../../criteria/match-criteria.ts';
import type { GroupReference } from './group-reference.ts';
import { attributesOfEachRule, type MembershipRule, ruleCriteria } from './membership-rule.ts';

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
  /** The names of the attributes by which it is decided who belongs to a group that has a rule or that a template made. */
  readonly attributes: ReadonlySet<string>;

  constructor(readonly all: readonly RuleGroup[]) {
    const attributes = new Set(attributesOfEachRule);
    for (const [place, group] of all.entries()) {
      const criteria = ruleCriteria(group.rule, group.kind);
      const compiled = { place, group, holds: criteriaPredicate(criteria) };
      if (!this.index.add(criteria, compiled)) this.others.push(compiled);
      for (const path of pathsOf(criteria)) for (const name of namesIn(path)) attributes.add(name);
    }
    this.attributes = attributes;
  }

  /** The groups to which an agent with these values belongs, in the order of `all`. */
  of(values: AttributeValues): readonly RuleGroup[] {
    const found = this.others.filter(({ holds }) => holds(values));
    for (const candidate of this.index.candidates(values)) if (candidate.holds(values)) found.push(candidate);
    return found.sort((left, right) => left.place - right.place).map(({ group }) => group);
  }
}

/** An extension's name has separators in it, and so may its attributes': each beginning of the path may be the name. */
const namesIn = (path: string): readonly string[] => [
  ...[...path.matchAll(/[.:]/g)].map(({ index }) => path.slice(0, index)),
  path,
];
