import type { AttributeValues } from '../../../criteria/attribute-values.ts';
import { all } from '../../../criteria/criteria.ts';
import type { Scalar } from '../../../criteria/field.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import { matchCriteria } from '../../../criteria/match-criteria.ts';
import type { AgentChange } from '../../../domain/agent/agent.ts';
import type { Group } from '../../../domain/group/group.ts';
import type { GroupTemplate } from '../../../domain/group/group-template.ts';
import type { RuleMembershipChange } from '../../../domain/group/membership-events.ts';
import { eligibility } from '../../../domain/group/membership-rule.ts';
import type { RuleGroup } from '../../../domain/group/rule-groups.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { TemplateValue } from '../../ports/group-repository.ts';
import type { IdentifierSource } from '../../ports/identifier-source.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import { makeTemplateGroups } from './make-template-groups.ts';

interface ValuedChange {
  readonly change: AgentChange;
  readonly before: AttributeValues;
  readonly after: AttributeValues;
}

interface FoundValue extends TemplateValue {
  readonly belongs: boolean;
}

type FoundValues = ReadonlyMap<string, FoundValue>;

/** The groups that templates make for the values of agents that are about to be written. */
export class TemplateGroups {
  private readonly groups = new Map<string, Group>();
  /** Places of values that somebody loses, who may have been the last to have them. */
  private readonly lost = new Set<string>();
  private readonly found = new Map<AttributeValues, FoundValues>();
  private at: Instant | undefined;

  constructor(
    private readonly scope: WriteScope,
    private readonly templates: readonly GroupTemplate[],
    private readonly identifiers: IdentifierSource,
  ) {}

  /** Looks up the groups of all values that are concerned, and makes those that are missing. */
  async prepare(changes: readonly ValuedChange[]): Promise<void> {
    if (this.templates.length === 0) return;
    this.at = changes[0]?.change.state.state.lastModifiedAt;
    const concerned = new Map<string, TemplateValue>();
    const wanted = new Map<string, TemplateValue>();
    for (const { change, before, after } of changes) {
      if (change.events.length === 0) continue;
      const old = this.valuesOf(before);
      const now = this.valuesOf(after);
      for (const [place, value] of [...old, ...now]) {
        if (old.get(place)?.belongs !== now.get(place)?.belongs) concerned.set(place, value);
      }
      for (const [place, value] of now) if (!old.has(place)) wanted.set(place, value);
      for (const place of old.keys()) if (!now.has(place)) this.lost.add(place);
    }
    if (concerned.size === 0) return;
    for (const group of await this.scope.groups.ofValues([...concerned.values()])) this.keep(group);
    const missing = [...wanted].filter(([place]) => !this.groups.has(place)).map(([, value]) => value);
    await this.make(missing);
  }

  /** Which of the groups an agent joins and leaves when it has other values. */
  membershipChange(before: AttributeValues, after: AttributeValues): RuleMembershipChange {
    const old = this.membershipsOf(before);
    const now = this.membershipsOf(after);
    return {
      joined: now.filter(({ id }) => !old.some((group) => group.id === id)),
      left: old.filter(({ id }) => !now.some((group) => group.id === id)),
    };
  }

  /** To be called once the agents are written. */
  async retireUnused(): Promise<void> {
    const perhaps = [...this.lost].flatMap((place) => this.groups.get(place) ?? []);
    if (perhaps.length === 0 || this.at === undefined) return;
    const { at, scope } = this;
    const unused = await scope.groups.unused(perhaps);
    await scope.groups.storeAll(unused.map((group) => group.remove(at)));
  }

  private async make(missing: readonly TemplateValue[]): Promise<void> {
    if (missing.length === 0 || this.at === undefined) return;
    await makeTemplateGroups(this.scope, missing, this.identifiers, this.at, (group) => this.keep(group));
  }

  private membershipsOf(values: AttributeValues): readonly RuleGroup[] {
    return [...this.valuesOf(values)].flatMap(([place, { belongs }]) => {
      const group = belongs ? this.groups.get(place)?.state : undefined;
      if (group?.rule === undefined) return [];
      const { id, displayName, kind, rule } = group;
      return [{ id, displayName, kind, rule }];
    });
  }

  /** The values for which there are to be groups, by their places, and whether the agent belongs to these. */
  private valuesOf(values: AttributeValues): FoundValues {
    const known = this.found.get(values);
    if (known !== undefined) return known;
    const found = new Map<string, FoundValue>();
    for (const template of this.templates) {
      const belongs = matchCriteria(values, all(...eligibility(template.state)));
      for (const value of template.valuesIn(values))
        found.set(placeOf(template.state.id, value), { template, value, belongs });
    }
    this.found.set(values, found);
    return found;
  }

  private keep(group: Group): void {
    const { origin } = group.state;
    if (origin !== undefined) this.groups.set(placeOf(origin.templateId, origin.value), group);
  }
}

const placeOf = (templateId: string, value: Scalar): string =>
  `${templateId} ${typeof value} ${foldCase(String(value))}`;
