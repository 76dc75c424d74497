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
  private readonly order = new Map<RuleGroup, number>();

  constructor(readonly all: readonly RuleGroup[]) {
    for (const [index, group] of all.entries()) {
      this.order.set(group, index);
      this.add(group);
    }
  }

  /** The groups to which an agent with these values belongs, in the order of `all`. */
  of(values: AttributeValues): readonly RuleGroup[] {
    const found: RuleGroup[] = [];
    const consider = ({ group, holds }: CompiledGroup) => {
      if (holds(values)) found.push(group);
    };
    this.others.forEach(consider);
    for (const { field, byValue } of this.demanded.values()) {
      const candidates = new Set(
        values.get(field.path)?.flatMap(({ value }) => byValue.get(comparable(field, value) ?? '') ?? []),
      );
      candidates.forEach(consider);
    }
    return found.sort((left, right) => this.orderOf(left) - this.orderOf(right));
  }

  private add(group: RuleGroup): void {
    const criteria = ruleCriteria(group.rule, group.kind);
    const compiled = { group, holds: criteriaPredicate(criteria) };
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

  private orderOf(group: RuleGroup): number {
    return this.order.get(group) ?? 0;
  }
}

/** Nearly everybody is active, so that this tells nobody apart. */
const isDemand = (part: Criteria): part is Extract<Criteria, { kind: 'compare' }> =>
  part.kind === 'compare' &&
  part.operator === 'equals' &&
  part.field.affixes === undefined &&
  part.field.type !== 'boolean';
