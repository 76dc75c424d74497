import type { AttributeValues } from '../../criteria/attribute-values.ts';
import { type Criteria, pathsOf } from '../../criteria/criteria.ts';
import { type CriteriaPredicate, criteriaPredicate } from '../../criteria/match-criteria.ts';
import type { Steps } from '../../criteria/steps.ts';
import { agentFields } from '../agent/agent-fields.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { AgentId } from '../shared/identifiers.ts';
import { groupLimits } from './group-limits.ts';
import type { GroupMember } from './group-member.ts';

/**
 * One step of a change of who belongs to a group. To add who is a member, and to remove who is none, changes nothing.
 * The criteria of `removeWhere` are about an agent's `id` and `userName`.
 */
export type MembershipStep =
  | { readonly kind: 'add' | 'remove' | 'replace'; readonly ids: readonly AgentId[] }
  | { readonly kind: 'removeWhere'; readonly criteria: Criteria }
  | { readonly kind: 'clear' };

/** Criteria that can be held against a `GroupMember`. */
export const isAboutMember = (criteria: Criteria): boolean =>
  pathsOf(criteria).every((path) => path === agentFields.id.path || path === agentFields.userName.path);

/** A step that removes whoever satisfies criteria. */
interface MemberFilter {
  readonly step: number;
  readonly holds: CriteriaPredicate;
  readonly comparisons: number;
}

/** Steps that are taken in order, each on what the one before left, and decided for one agent at a time. */
export class MembershipSteps {
  /** Whom steps name, to be added or removed. */
  readonly named = new Set<AgentId>();
  /** Whom steps name to be added, though another may remove them. */
  readonly added = new Set<AgentId>();

  /** The last step that names an agent. */
  private readonly lastNaming = new Map<AgentId, { readonly step: number; readonly adds: boolean }>();
  private readonly filters: MemberFilter[] = [];
  /** The last step that removes whomever it does not name; -1 where there is none. */
  private lastEmptying = -1;
  private comparisons = 0;

  private constructor() {}

  /** Reads the steps, each of which is one of this work as well. */
  static *of(given: readonly MembershipStep[]): Steps<MembershipSteps> {
    const steps = new MembershipSteps();
    for (const [index, step] of given.entries()) {
      steps.read(index, step);
      yield;
    }
    return steps;
  }

  /** Whether steps concern members whom they do not name. */
  get concernsUnnamed(): boolean {
    return this.lastEmptying >= 0 || this.filters.length > 0;
  }

  /** How often one agent is compared with filters at most. */
  get comparisonsPerAgent(): number {
    return this.filters.reduce((sum, { comparisons }) => sum + comparisons, 0);
  }

  /**
   * Whether the agent belongs after the steps.
   *
   * @param belongs - whether it belonged before.
   * @throws DomainError `criteriaTooWide` where filters have been compared with too many agents.
   */
  leaveIn(agent: GroupMember, belongs: boolean): boolean {
    const naming = this.lastNaming.get(agent.id);
    const isNamedLast = naming !== undefined && naming.step >= this.lastEmptying;
    const isIn = isNamedLast ? naming.adds : this.lastEmptying < 0 && belongs;
    if (!isIn) return false;
    const since = Math.max(naming?.step ?? -1, this.lastEmptying);
    const values = this.filters.length === 0 ? undefined : valuesOf(agent);
    return values === undefined || !this.isRemoved(values, since);
  }

  private isRemoved(values: AttributeValues, since: number): boolean {
    return this.filters.some(({ step, holds, comparisons }) => {
      if (step < since) return false;
      this.comparisons += comparisons;
      if (this.comparisons > groupLimits.memberComparisonsPerChangeMax) throw tooWide();
      return holds(values);
    });
  }

  private read(index: number, step: MembershipStep): void {
    if (step.kind === 'replace' || step.kind === 'clear') this.lastEmptying = index;
    if (step.kind === 'removeWhere') this.filters.push(memberFilter(index, step.criteria));
    else if (step.kind !== 'clear') this.name(index, step.ids, step.kind !== 'remove');
  }

  private name(step: number, ids: readonly AgentId[], adds: boolean): void {
    for (const id of ids) {
      this.named.add(id);
      if (adds) this.added.add(id);
      this.lastNaming.set(id, { step, adds });
    }
  }
}

const memberFilter = (step: number, criteria: Criteria): MemberFilter => ({
  step,
  holds: criteriaPredicate(criteria),
  comparisons: Math.max(1, pathsOf(criteria).length),
});

const valuesOf = ({ id, userName }: GroupMember): AttributeValues =>
  new Map([
    [agentFields.id.path, [{ element: 0, value: id }]],
    [agentFields.userName.path, [{ element: 0, value: userName }]],
  ]);

const tooWide = (): DomainError =>
  new DomainError(
    'criteriaTooWide',
    `The filters of the change would have to be compared with the group's members more than ${groupLimits.memberComparisonsPerChangeMax} times. Name the members by their ids, or send fewer filters at once.`,
    { attribute: 'members' },
  );
