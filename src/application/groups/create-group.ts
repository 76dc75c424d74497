import type { DesiredGroup } from '../../domain/group/desired-group.ts';
import { Group, type GroupSettings } from '../../domain/group/group.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import { requireFewMembers } from '../../domain/group/membership.ts';
import { type AgentId, type GroupId, groupId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { IdentifierSource } from '../ports/identifier-source.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { requireAgents } from './require-agents.ts';

export interface GroupCreation {
  readonly desired: DesiredGroup;
  /** Its first members, nobody where it is not said. */
  readonly members?: readonly AgentId[];
  /** A new id, where the caller has given it away already; otherwise one is made. */
  readonly id?: GroupId;
  /** `agents` where it is not said. */
  readonly kind?: GroupSettings['kind'];
  /** Who says who belongs to it: `hand`, people here, where it is not said; or the directory that pushes it. */
  readonly governedBy?: GroupSettings['governedBy'];
}

/** Makes a group whose members are named, one by one. */
export class CreateGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly identifiers: IdentifierSource,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the group with its members.
   * @throws DomainError `groupNameTaken`, `memberNotFound`, `nestedGroup`, `roleMissing`, and what `Group.create` throws.
   */
  async execute(caller: Caller, creation: GroupCreation): Promise<GroupView> {
    const { desired, members = [], id = groupId(this.identifiers.next()) } = creation;
    const { kind = 'agents', governedBy = 'hand' } = creation;
    const attempt = { action: 'CreateGroup', target: { type: 'group', name: desired.displayName } } as const;
    return this.refusals.attempt(caller, attempt, async () => {
      const ids = [...new Set(members)].sort();
      requireFewMembers(ids.length);
      return this.unitOfWork.transact(caller, async (scope) => {
        const candidates = await scope.groups.candidates({ id, kind }, ids);
        requireAgents(ids, candidates);
        const change = Group.create(id, caller.accountId, desired, ids, this.clock.now(), {
          kind,
          governedBy,
        });
        await scope.groups.store(change);
        return { group: change.state, members: ids.flatMap((member) => candidates.agents.get(member) ?? []) };
      });
    });
  }
}
