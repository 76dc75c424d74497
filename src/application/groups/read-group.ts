import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { groupNotFound } from './find-group.ts';

export interface GroupReading {
  readonly id: GroupId;
  /** Whether the members are wanted; to read them costs the more the more they are. */
  readonly withMembers: boolean;
  /** A group of the other kind is not found; either will do where it is not said. */
  readonly kind?: GroupKind;
}

/** A group and, where they are wanted, its members. */
export class ReadGroup {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws DomainError `groupNotFound`. */
  async execute(caller: Caller, { id, withMembers, kind }: GroupReading): Promise<GroupView> {
    const view = await this.unitOfWork.read(caller, (scope) => scope.groups.view(id, withMembers));
    if (view === undefined || (kind !== undefined && view.group.state.kind !== kind)) throw groupNotFound(id);
    return view;
  }
}
