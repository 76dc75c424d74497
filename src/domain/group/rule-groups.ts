import type { AttributeValues } from '../criteria/attribute-values.ts';
import { comparable } from '../criteria/comparable.ts';
import { type Criteria, conjuncts } from '../criteria/criteria.ts';
import type { Field, Scalar } from '../criteria/field.ts';
import { type CriteriaPredicate, criteriaPredicate } from '../criteria/match-criteria.ts';
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

/** Groups that can be found by a value of one attribute, since their rules demand it. */
interface Demanded {
  readonly field: Field;
  readonly byValue: Map<Scalar, CompiledGroup[]>;
}

/**
 * The groups of an account that rules govern, made to be asked about many agents: of rules that demand a certain value
 * only those are looked at whose value the agent has.
 */
export class RuleGroups {
  private readonly demanded = new Map<string, Demanded>();
  private readonly others: CompiledGroup[] = [];

  constructor(readonly all: readonly RuleGroup[]) {
    for (const [place, group] of all.entries()) this.add(place, group);
  }

  /** The groups to which an agent with these values belongs, in the order of `all`. */
  of(values: AttributeValues): readonly RuleGroup[] {
    const candidates = new Set(this.others);
    for (const { field, byValue } of this.demanded.values()) {
      for (const { value } of values.get(field.path) ?? []) {
        const compared = comparable(field, value);
        const demanding = compared === undefined ? undefined : byValue.get(compared);
        for (const compiled of demanding ?? []) candidates.add(compiled);
      }
    }
    return [...candidates]
      .filter(({ holds }) => holds(values))
      .sort((left, right) => left.place - right.place)
      .map(({ group }) => group);
  }

  private add(place: number, group: RuleGroup): void {
    const criteria = ruleCriteria(group.rule, group.kind);
    const compiled = { place, group, holds: criteriaPredicate(criteria) };
    const demand = conjuncts(criteria).find(isDemand);
    const value = demand && comparable(demand.field, demand.value);
    if (demand === undefined || value === undefined) {
      this.others.push(compiled);
      return;
    }
    const { field } = demand;
    const key = `${field.path} ${field.type} ${field.caseExact}`;
    const known = this.demanded.get(key) ?? { field, byValue: new Map<Scalar, CompiledGroup[]>() };
    this.demanded.set(key, known);
    known.byValue.set(value, [...(known.byValue.get(value) ?? []), compiled]);
  }
}

/** Nearly everybody is active, so that this tells nobody apart. */
const isDemand = (part: Criteria): part is Extract<Criteria, { kind: 'compare' }> =>
  part.kind === 'compare' &&
  part.operator === 'equals' &&
  part.field.affixes === undefined &&
  part.field.type !== 'boolean';
