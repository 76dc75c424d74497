import type { OpenStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import type { Application } from '../../src/application/application.ts';
import type { RevisedGroup } from '../../src/application/groups/revise-group.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { VersionCondition } from '../../src/application/version/version-condition.ts';
import type { Agent } from '../../src/domain/agent/agent.ts';
import type { DesiredGroup } from '../../src/domain/group/desired-group.ts';
import type { Group } from '../../src/domain/group/group.ts';
import { memberOf } from '../../src/domain/group/group-member.ts';
import type { GroupView } from '../../src/domain/group/group-view.ts';
import { type AgentId, groupId } from '../../src/domain/shared/identifiers.ts';
import { applicationOn } from './application-on.ts';
import { callerIn, provisioning, StoredAgents } from './stored-agents.ts';

let made = 0;

/** The groups of an account of its own and the use cases about them, on an open storage. */
export class StoredGroups {
  readonly agents: StoredAgents;

  private constructor(
    readonly open: OpenStorage,
    readonly application: Application,
    readonly caller: Caller,
  ) {
    this.agents = new StoredAgents(open, caller);
  }

  static async on(open: OpenStorage): Promise<StoredGroups> {
    const application = applicationOn(open);
    const ssoIssuer = 'https://acme.okta.example';
    const account = await application.openAccount(callerIn(), { name: 'Acme', ssoIssuer });
    return new StoredGroups(open, application, callerIn(account.state.id));
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
    return (await this.application.createGroup(this.caller, { desired, members: idsOf(members) })).group;
  }

  revise(
    { state: { id } }: Group,
    revision: Partial<DesiredGroup> = {},
    membership: RevisedGroup['membership'] = [],
    ifVersion?: VersionCondition,
  ): Promise<GroupView> {
    const revise = (current: Group) => ({ desired: { ...current.desired(), ...revision }, membership });
    return this.application.reviseGroup(this.caller, { id, revise, ifVersion, withMembers: false });
  }

  step(group: Group, kind: 'add' | 'remove' | 'replace', ...agents: readonly Agent[]) {
    return this.revise(group, {}, [{ kind, ids: idsOf(agents) }]);
  }

  remove({ state: { id } }: Group, ifVersion?: VersionCondition): Promise<void> {
    return this.application.removeGroup(this.caller, { id, ifVersion });
  }

  read({ state: { id } }: Group): Promise<GroupView> {
    return this.application.readGroup(this.caller, { id, withMembers: true });
  }

  async memberIds(group: Group): Promise<readonly AgentId[]> {
    return ((await this.read(group)).members ?? []).map(({ id }) => id);
  }

  /** What happened to groups, the oldest first; not what was refused. */
  async actions(): Promise<string[]> {
    return (await this.agents.journal()).flatMap(({ action, refusal }) =>
      action.includes('Group') && refusal === undefined ? [action] : [],
    );
  }
}

/** As the journal names them. */
export const membersOf = (agents: readonly Agent[]) => agents.map(({ state }) => memberOf(state));

export const idsOf = (agents: readonly Agent[]): AgentId[] => agents.map(({ state }) => state.id);

/** A group that nobody stored. */
export const unknownGroup = groupId('0199d2a1-0000-7000-8000-ffffffffffff');
