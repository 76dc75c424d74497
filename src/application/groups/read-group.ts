import { IsBoolean } from 'class-validator';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupView } from '../../domain/group/group-view.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findGroup } from './group/find-group.ts';
import { groupTarget } from './group/group-target.ts';
import { IsGroupKind } from './group/is-group-kind.ts';

export class GroupReading {
  @IsIdentifier()
  readonly id!: GroupId;

  /** Whether the members are wanted; where they are more than 10,000, `membersOmitted` comes in their place. */
  @IsBoolean()
  readonly withMembers!: boolean;

  /** A group of the other kind is not found; either will do where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;
}

/**
 * A group and, where they are wanted, its members.
 *
 * @throws DomainError `groupNotFound`.
 */
export const readGroup = defineUseCase({
  name: 'ReadGroup',
  permission: 'groups:read',
  kind: 'reads',
  input: GroupReading,
  target: groupTarget,
  run: async ({ groups }, _, { id, withMembers, kind }, { attempt }): Promise<GroupView> => {
    // The group first: were somebody to join in between, its version must not be newer than its members.
    const group = await findGroup(groups, id, attempt, kind);
    return withMembers ? groups.withMembers(group) : { group };
  },
});
