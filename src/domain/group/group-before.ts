import { isJsonObject, type JsonObject, type JsonValue } from '../../criteria/json.ts';
import type { AttributeChange } from '../shared/attribute-change.ts';
import { AttributesBefore } from '../shared/attributes-before.ts';
import { type AgentId, agentId } from '../shared/identifiers.ts';
import { pastVersion } from '../shared/past-version.ts';
import type { ToldEvent } from '../shared/told-event.ts';
import { Group } from './group.ts';
import type { GroupEvent } from './group-events.ts';
import type { GroupMember } from './group-member.ts';
import type { GroupState } from './group-state.ts';
import { type GroupTemplateId, groupTemplateId } from './group-template.ts';
import { type ReadCondition, toldRule } from './told-rule.ts';

/** What changes a group or who is named as its member. */
export const groupChangingEvents = [
  'GroupCreated',
  'GroupUpdated',
  'GroupMembersChanged',
  'GroupRuleChanged',
  'GroupRoleGiven',
  'GroupRoleWithdrawn',
  'GroupGranted',
  'GroupGrantWithdrawn',
  'GroupRemoved',
] as const satisfies readonly GroupEvent['type'][];

/** A group as it was before events, and who was named as its member. */
export class GroupBefore {
  private readonly attributes = new AttributesBefore();
  private readonly grants = new Map<AgentId, boolean>();
  /** Whom the events name, each with whether it was a member before them. */
  readonly members = new Map<AgentId, boolean>();
  /** Of the first event that tells of one. */
  private rule: JsonObject | undefined;
  private first: string | undefined;
  /** Whether an entry of an older version of Rollcall does not tell enough: who belonged, or what a rule meant. */
  isUntold = false;

  /** @param isAsked - whose membership is to be known: a group may have very many members. */
  constructor(private readonly isAsked: (member: AgentId) => boolean) {}

  /** @param event - one behind those that were added before. */
  add({ type, changes }: ToldEvent): void {
    this.first ??= type;
    if (!this.wasThere) return;
    if (type === 'GroupRemoved' && !changes.some(isToldByRemoval)) this.isUntold = true;
    const own: AttributeChange[] = [];
    for (const change of changes) {
      const { path, from, to } = change;
      if (path === 'members') {
        for (const id of agentIdsIn(from)) this.addMember(id, true);
        for (const id of agentIdsIn(to)) this.addMember(id, false);
      } else if (path === 'grantedTo') {
        for (const id of agentIdsIn(from)) this.addGrant(id, true);
        for (const id of agentIdsIn(to)) this.addGrant(id, false);
      } else if (path === 'rule' && isJsonObject(from)) this.rule ??= from;
      else own.push(change);
    }
    this.attributes.add(own);
  }

  /** Whether there was such a group; to be asked once an event was added. */
  get wasThere(): boolean {
    return this.first !== 'GroupCreated';
  }

  /**
   * To be asked where it was there.
   *
   * @param after - the group as it is; absent where it was removed.
   * @param facts - what no event tells, or none of these.
   * @param readCondition - what the rule of an older entry meant.
   */
  of(
    after: Group | undefined,
    facts: Pick<GroupState, 'id' | 'accountId' | 'createdAt' | 'lastModifiedAt'>,
    readCondition: ReadCondition,
  ): Group {
    const {
      rule: toldByRemoval,
      templateId,
      memberCount: _,
      ...attributes
    } = this.attributes.of(attributesOf(after));
    const told = this.rule ?? (isJsonObject(toldByRemoval) ? toldByRemoval : undefined);
    const rule = told === undefined ? after?.state.rule : toldRule(told, readCondition);
    const origin = after === undefined ? originOf(templateId, rule) : after.state.origin;
    return Group.restore({
      ...(attributes as Pick<GroupState, 'displayName' | 'kind' | 'governedBy'>),
      ...{ rule, origin, grantedTo: this.grantedBefore(after?.state.grantedTo ?? []) },
      ...{ ...facts, version: pastVersion },
    });
  }

  private addMember(id: AgentId, belonged: boolean): void {
    if (this.isAsked(id) && !this.members.has(id)) this.members.set(id, belonged);
  }

  private addGrant(id: AgentId, had: boolean): void {
    if (!this.grants.has(id)) this.grants.set(id, had);
  }

  private grantedBefore(after: readonly AgentId[]): readonly AgentId[] {
    const had = [...this.grants].flatMap(([id, has]) => (has ? [id] : []));
    return [...after.filter((id) => !this.grants.has(id)), ...had];
  }
}

const isToldByRemoval = ({ path }: AttributeChange): boolean =>
  path === 'memberCount' || path === 'rule.condition';

/** What events tell of a group by the paths of its attributes. */
const attributesOf = (group: Group | undefined): JsonObject => {
  if (group === undefined) return {};
  const { displayName, externalId, kind, governedBy, givesRole } = group.state;
  return { displayName, externalId, kind, governedBy, givesRole };
};

const agentIdsIn = (value: JsonValue | undefined): readonly AgentId[] =>
  [value ?? []]
    .flat()
    .map((one) => agentId(String(isJsonObject(one) ? (one as JsonObject & Partial<GroupMember>).id : one)));

function originOf(templateId: JsonValue | undefined, rule: GroupState['rule']): GroupState['origin'] {
  if (templateId === undefined || rule?.criteria.kind !== 'compare') return undefined;
  const { field, value } = rule.criteria;
  return { templateId: groupTemplateId(String(templateId)) satisfies GroupTemplateId, field, value };
}
