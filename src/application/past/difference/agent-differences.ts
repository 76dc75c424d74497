import type { Group } from '../../../domain/group/group.ts';
import type { GroupReference } from '../../../domain/group/group-reference.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { attributeChanges } from '../../../domain/shared/attribute-change.ts';
import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { Turns } from '../../ports/turns.ts';
import type { PastAccount } from '../past-account.ts';
import { type PastAgent, PastAgents } from '../past-agents.ts';
import type { PastGroups } from '../past-groups.ts';
import { PastMemberships } from '../past-memberships.ts';
import { Causes, lastOf } from './causes.ts';
import { becameOf, type Difference, type MembershipDifference } from './difference.ts';

/** One of two times. */
export interface Side {
  readonly past: PastAccount;
  readonly groups: PastGroups;
}

interface Views {
  readonly before?: AgentView;
  readonly after?: AgentView;
}

/** The agents of whom something differs between two times, in the order of their ids. */
export class AgentDifferences {
  private readonly causes: Causes;

  constructor(
    private readonly from: Side,
    private readonly to: Side,
  ) {
    this.causes = new Causes(from.past, to.past);
  }

  /** @param only - of nobody else; of everybody behind `after` where it is not said. */
  async *differences(after: AgentId | undefined, only: AgentId | undefined): AsyncGenerator<Difference> {
    const turns = new Turns();
    const before = viewsOf(this.from, after, only);
    const now = viewsOf(this.to, after, only);
    for await (const views of together(before, now)) {
      const difference = await this.differenceOf(views);
      if (difference !== undefined) yield difference;
      const turn = turns.giveWay();
      if (turn !== undefined) await turn;
    }
  }

  private async differenceOf({ before, after }: Views): Promise<Difference | undefined> {
    const state = (after ?? before)?.agent.state;
    if (state === undefined) return undefined;
    const changes = attributeChanges(before?.agent.attributes() ?? {}, after?.agent.attributes() ?? {});
    const joined = without(after?.groups, before?.groups);
    const left = without(before?.groups, after?.groups);
    const became = becameOf(before, after, changes.length);
    if (became === 'same' && joined.length + left.length === 0) return undefined;
    const { id, userName: name } = state;
    const causes = await this.causes.ofAgent(id);
    const memberships: MembershipDifference[] = [];
    for (const group of left) memberships.push(await this.membership(id, group, 'left', causes));
    for (const group of joined) memberships.push(await this.membership(id, group, 'joined', causes));
    const own = lastOf(causes.flatMap(({ cause, groupId }) => (groupId === undefined ? [cause] : [])));
    return { ...{ type: 'agent', id, name, became, changes, causes: own }, memberships };
  }

  /** By a rule, the agent's own entries tell it; where there are none, the rule became another, or an exception ended. */
  private async membership(
    id: AgentId,
    group: GroupReference,
    became: 'joined' | 'left',
    ofAgent: Awaited<ReturnType<Causes['ofAgent']>>,
  ): Promise<MembershipDifference> {
    const own = ofAgent.filter(({ groupId }) => groupId === group.id);
    if (own.length > 0) return { group, became, causes: lastOf(own.map(({ cause }) => cause)) };
    const isByRule = this.groupOf(group.id)?.state.rule !== undefined;
    const told = (await this.causes.ofGroup(group.id)).filter(
      ({ cause, members }) => members.has(id) || (isByRule && rulingActions.has(cause.action)),
    );
    const exceptionEndedAt = told.length === 0 ? this.exceptionEnd(id, group.id) : undefined;
    return { ...{ group, became, causes: lastOf(told.map(({ cause }) => cause)) }, exceptionEndedAt };
  }

  private groupOf(id: GroupId): Group | undefined {
    return this.to.groups.groups.get(id) ?? this.from.groups.groups.get(id);
  }

  private exceptionEnd(agent: AgentId, group: GroupId): Instant | undefined {
    const until = this.groupOf(group)?.state.rule?.terms?.[agent]?.until;
    const isBetween = until !== undefined && until > this.from.past.at && until <= this.to.past.at;
    return isBetween ? until : undefined;
  }
}

const rulingActions = new Set(['GroupCreated', 'GroupRuleChanged', 'GroupRemoved']);

const without = (
  groups: readonly GroupReference[] = [],
  others: readonly GroupReference[] = [],
): readonly GroupReference[] => groups.filter(({ id }) => !others.some((other) => other.id === id));

async function* viewsOf(
  { past, groups }: Side,
  after: AgentId | undefined,
  only: AgentId | undefined,
): AsyncGenerator<AgentView> {
  const agents = new PastAgents(past);
  const memberships = new PastMemberships(groups, past.at);
  const pages = only === undefined ? agents.pages(after, true) : one(agents, only);
  for await (const page of pages) {
    await memberships.readOn();
    for (const agent of page) yield memberships.viewOf(agent);
  }
}

async function* one(agents: PastAgents, id: AgentId): AsyncGenerator<readonly PastAgent[]> {
  const found = await agents.find(id);
  if (found !== undefined) yield [found];
}

/** Two lists in the order of ids as one. */
async function* together(
  before: AsyncGenerator<AgentView>,
  after: AsyncGenerator<AgentView>,
): AsyncGenerator<Views> {
  let [left, right] = [await before.next(), await after.next()];
  while (!left.done || !right.done) {
    const old = left.done ? undefined : left.value;
    const now = right.done ? undefined : right.value;
    const isOld = old !== undefined && (now === undefined || old.agent.state.id <= now.agent.state.id);
    const isNow = now !== undefined && (old === undefined || now.agent.state.id <= old.agent.state.id);
    yield { before: isOld ? old : undefined, after: isNow ? now : undefined };
    if (isOld) left = await before.next();
    if (isNow) right = await after.next();
  }
}
