import type { OpenStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import { CreateGroup } from '../../src/application/groups/create-group.ts';
import { ListGroups } from '../../src/application/groups/list-groups.ts';
import { ReadGroup } from '../../src/application/groups/read-group.ts';
import { RemoveGroup } from '../../src/application/groups/remove-group.ts';
import { type RevisedGroup, ReviseGroup } from '../../src/application/groups/revise-group.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import { RefusalAllowance } from '../../src/application/support/refusal-allowance.ts';
import { RefusalRecorder } from '../../src/application/support/refusal-recorder.ts';
import type { VersionCondition } from '../../src/application/support/require-version.ts';
import type { Agent } from '../../src/domain/agent/agent.ts';
import type { DesiredGroup } from '../../src/domain/group/desired-group.ts';
import type { Group } from '../../src/domain/group/group.ts';
import type { GroupView } from '../../src/domain/group/group-view.ts';
import type { MembershipStep } from '../../src/domain/group/membership.ts';
import { type AgentId, groupId } from '../../src/domain/shared/identifiers.ts';
import { later } from './agents.ts';
import { callerIn, provisioning, StoredAgents } from './stored-agents.ts';

let made = 0;

/** The groups of an account of its own and the use cases about them, on an open storage. */
export class StoredGroups {
  readonly agents: StoredAgents;
  readonly createGroup: CreateGroup;
  readonly reviseGroup: ReviseGroup;
  readonly removeGroup: RemoveGroup;
  readonly readGroup: ReadGroup;
  readonly listGroups: ListGroups;

  constructor(
    readonly open: OpenStorage,
    readonly caller: Caller = callerIn(),
  ) {
    const clock = { now: () => later };
    const log = { warn: () => {}, error: (_: string, error: unknown) => failLoudly(error) };
    const refusals = new RefusalRecorder(open.unitOfWork, new RefusalAllowance(log), clock, log);
    const identifiers = { next: () => `0199d2a1-0000-7000-8000-${String(++made).padStart(12, '0')}` };
    this.agents = new StoredAgents(open, caller);
    this.createGroup = new CreateGroup(open.unitOfWork, refusals, identifiers, clock);
    this.reviseGroup = new ReviseGroup(open.unitOfWork, refusals, clock);
    this.removeGroup = new RemoveGroup(open.unitOfWork, refusals, clock);
    this.readGroup = new ReadGroup(open.unitOfWork);
    this.listGroups = new ListGroups(open.unitOfWork);
  }

  /** So many agents, in the order of their ids. */
  async provisionMany(count: number): Promise<readonly Agent[]> {
    const changes = Array.from({ length: count }, () => provisioning(this.caller));
    for (let start = 0; start < count; start += 500) {
      await this.open.unitOfWork.transact(this.caller, (scope) =>
        scope.agents.storeProvisioned(changes.slice(start, start + 500)),
      );
    }
    return changes.map(({ state }) => state);
  }

  async create(fields: Partial<DesiredGroup> = {}, ...members: readonly Agent[]): Promise<Group> {
    const desired = { displayName: `Group ${++made}`, ...fields };
    return (await this.createGroup.execute(this.caller, { desired, members: idsOf(members) })).group;
  }

  revise(
    { state: { id } }: Group,
    revision: Partial<DesiredGroup> = {},
    membership: RevisedGroup['membership'] = [],
    ifVersion?: VersionCondition,
  ): Promise<GroupView> {
    const revise = (current: Group) => ({ desired: { ...current.desired(), ...revision }, membership });
    return this.reviseGroup.execute(this.caller, { id, revise, ifVersion, withMembers: false });
  }

  step(group: Group, kind: Exclude<MembershipStep['kind'], 'clear'>, ...agents: readonly Agent[]) {
    return this.revise(group, {}, [{ kind, ids: idsOf(agents) }]);
  }

  read({ state: { id } }: Group): Promise<GroupView> {
    return this.readGroup.execute(this.caller, { id, withMembers: true });
  }

  async memberIds(group: Group): Promise<readonly AgentId[]> {
    return ((await this.read(group)).members ?? []).map(({ id }) => id);
  }

  async actions(): Promise<string[]> {
    return (await this.agents.actions()).filter((action) => !action.startsWith('Agent'));
  }
}

export const idsOf = (agents: readonly Agent[]): AgentId[] => agents.map(({ state }) => state.id);

/** A test must not pass whose refusals could not be recorded. */
function failLoudly(error: unknown): never {
  throw error;
}

/** A group that nobody stored. */
export const unknownGroup = groupId('0199d2a1-0000-7000-8000-ffffffffffff');
