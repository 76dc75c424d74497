import { identified } from '../../../criteria/criteria.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import type { RefusedAgent } from '../../../domain/agent/agent-job.ts';
import type { Wave } from '../../../domain/agent/brake-state.ts';
import { withReason } from '../../../domain/agent/reason-of-change.ts';
import { memberOf } from '../../../domain/group/group-member.ts';
import type { ProfileSchema } from '../../../domain/profile-attribute/profile-schema.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId, GroupId } from '../../../domain/shared/identifiers.ts';
import { requireChangeableHere } from '../../groups/group/group-changer.ts';
import type { Caller } from '../../ports/caller.ts';
import type { Attempt, JournalEntry } from '../../ports/journal-entry.ts';
import { resourcesPerPageMax } from '../../ports/list-page.ts';
import type { UnitOfWork, WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { agentNotFound } from '../agent/find-agent.ts';
import { refusedAgent } from '../agent/refused-agent.ts';
import { storeRevisedAgents } from '../agent/store-agent.ts';
import { accessActions, directoriesOf, isOutByWave } from './agents-of-wave.ts';
import { groupsLost } from './groups-lost.ts';

/** Others wait meanwhile, where there is one writer. */
const agentsPerTransaction = 250;

/** Lets agents in again whom the directory deactivated in the wave, and has them be what they were. */
export class BringBack {
  /** One for each agent, however often it is tried. */
  private readonly attempts = new Map<AgentId, Attempt>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly caller: Caller,
    private readonly context: AccountContext,
    private readonly reason?: string,
  ) {}

  /**
   * They have the roles again that the same request took, and are in the groups from which the directory took them since the wave began
   * and in which nobody has decided about them since. Nothing changes of those who are out for another reason, or back.
   *
   * @returns those to whom it could not be done.
   * @throws DomainError `directoryOnly`, `ssoNotSetUp`.
   */
  async of(ids: readonly AgentId[]): Promise<readonly RefusedAgent[]> {
    const { account } = this.context;
    requireChangeableHere(this.caller, account, 'its agents');
    account.requireSso();
    // Before the transaction, which others may have to wait for.
    const lost = await this.unitOfWork.read(this.caller, async (scope) => {
      const { wave } = (await scope.brake.find()).state;
      return wave === undefined ? new Map() : groupsLost(scope, ids, wave.since);
    });
    const refused: RefusedAgent[] = [];
    for (let start = 0; start < ids.length; start += agentsPerTransaction)
      refused.push(...(await this.withGroups(ids.slice(start, start + agentsPerTransaction), lost)));
    return refused;
  }

  /** In one transaction. Where that is refused, and nobody knows for whose sake, parts of them find that out. */
  private async withGroups(
    ids: readonly AgentId[],
    lost: ReadonlyMap<GroupId, readonly AgentId[]>,
  ): Promise<readonly RefusedAgent[]> {
    try {
      return await this.unitOfWork.transact(this.caller, (scope) => this.together(scope, ids, lost));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const [first, ...others] = ids;
      if (first !== undefined && others.length === 0)
        return this.unitOfWork.transact(this.caller, async (scope) => [this.refused(scope, first, error)]);
      const half = Math.ceil(ids.length / 2);
      return [
        ...(await this.withGroups(ids.slice(0, half), lost)),
        ...(await this.withGroups(ids.slice(half), lost)),
      ];
    }
  }

  private async together(
    scope: WriteScope,
    ids: readonly AgentId[],
    lost: ReadonlyMap<GroupId, readonly AgentId[]>,
  ): Promise<readonly RefusedAgent[]> {
    // Nobody keeps one of them out between the look and the commit.
    const { wave } = (await scope.brake.change((brake) => brake.unchanged())).state.state;
    const query = { criteria: identified(ids), from: 0, limit: resourcesPerPageMax, withTotal: false };
    const agents = (await scope.agents.list(query, false)).resources.map(({ agent }) => agent);
    const there = new Set(agents.map(({ state }) => state.id));
    const refused = ids
      .filter((id) => !there.has(id))
      .map((id) => this.refused(scope, id, agentNotFound(id)));
    const changes = wave === undefined ? [] : await this.changesOf(scope, agents, wave);
    await storeRevisedAgents(scope, this.context.identifiers, changes);
    const back = new Map(changes.map(({ state }) => [state.state.id, state]));
    for (const [group, members] of lost)
      await this.rejoin(
        scope,
        group,
        members.flatMap((id) => back.get(id) ?? []),
      );
    return refused;
  }

  private async changesOf(
    scope: WriteScope,
    agents: readonly Agent[],
    wave: Wave,
  ): Promise<readonly AgentChange[]> {
    const out = agents.filter(({ active }) => !active);
    const ids = out.map(({ state }) => state.id);
    const directories = await directoriesOf(scope.tokens);
    const decided = await scope.journal.newestOfEach('agent', ids, accessActions);
    const updated = await scope.journal.newestOfEach('agent', ids, ['AgentUpdated'], 'roles');
    const { profileSchema } = await scope.policy.current();
    return out.flatMap((agent) => {
      const { id } = agent.state;
      const last = decided.get(id);
      if (last === undefined || !isOutByWave(last, wave, directories)) return [];
      const change = this.changeOf(agent, rolesTaken(updated.get(id), last), profileSchema);
      return [withReason(change, this.reason)];
    });
  }

  private changeOf(agent: Agent, roles: JsonValue | undefined, schema: ProfileSchema): AgentChange {
    const { at } = this.context;
    if (roles === undefined) return agent.reactivate(at);
    const directory = { ...agent.state.directory, roles };
    return agent.revise({ ...agent.desired(), active: true, directory }, at, schema);
  }

  private async rejoin(scope: WriteScope, id: GroupId, agents: readonly Agent[]): Promise<void> {
    if (agents.length === 0) return;
    const group = await scope.groups.find(id);
    // Rules decide by themselves, and a group that is gone stays gone.
    if (group === undefined || group.state.governedBy === 'rule') return;
    const ids = agents.map(({ state }) => state.id);
    const { members, withoutRole } = await scope.groups.candidates(group.state, ids);
    const joined = agents.filter(({ state }) => !members.has(state.id) && !withoutRole.has(state.id));
    const membership = { joined: joined.map(({ state }) => memberOf(state)), left: [] };
    await scope.groups.store(group.revise(group.desired(), membership, this.context.at));
  }

  private refused(scope: WriteScope, id: AgentId, refusal: DomainError): RefusedAgent {
    const { at, attempt, refusals } = this.context;
    const known = this.attempts.get(id) ?? { action: attempt.action, target: { type: 'agent', id } };
    this.attempts.set(id, known);
    const recorded = refusals.recordable(this.caller, known, refusal, at);
    if (recorded !== undefined) scope.recordRefusal(known, recorded, at);
    return refusedAgent(id, refusal);
  }
}

/** The roles that the request took which deactivated; `undefined` where it left them as they were, or somebody has decided since. */
const rolesTaken = (update: JournalEntry | undefined, { requestId }: JournalEntry): JsonValue | undefined =>
  update?.requestId === requestId ? update.changes.find(({ path }) => path === 'roles')?.from : undefined;
