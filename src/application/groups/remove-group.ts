import type { GroupChanger } from '../../domain/group/group-governance.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { requireVersion, type VersionCondition } from '../support/require-version.ts';
import { findGroup } from './find-group.ts';

export interface GroupRemoval {
  readonly id: GroupId;
  /** Refuse unless the group is at such a version. */
  readonly ifVersion?: VersionCondition;
  /** Who removes it: `hand`, people here, who can remove any, where it is not said; or the directory. */
  readonly by?: GroupChanger;
  /** A group of the other kind is not found; either will do where it is not said. */
  readonly kind?: GroupKind;
}

/** Ends a group and with it all memberships of it; its members stay agents. */
export class RemoveGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `groupNotFound`, `versionDiffers`, `groupGovernedOtherwise`. */
  async execute(caller: Caller, { id, ifVersion, by = 'hand', kind }: GroupRemoval): Promise<void> {
    const attempt = { action: 'RemoveGroup', target: { type: 'group', id } } as const;
    return this.refusals.attempt(caller, attempt, () =>
      this.unitOfWork.transact(caller, async (scope) => {
        const group = await findGroup(scope.groups, id, kind);
        requireVersion('group', group.state, ifVersion);
        if (by === 'push' || group.state.origin !== undefined) group.requireGovernedBy(by);
        if (group.state.governedBy === 'rule') await scope.policy.beginChange();
        await scope.groups.store(group.remove(this.clock.now()));
      }),
    );
  }
}
