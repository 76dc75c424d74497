import { GroupDescription } from '../../../../application/groups/group/group-description.ts';
import { IsGroupKind } from '../../../../application/groups/group/is-group-kind.ts';
import { IsIdentifiers } from '../../../../application/input/is-identifiers.ts';
import { Optional } from '../../../../application/input/optional.ts';
import type { GroupKind } from '../../../../domain/group/group-reference.ts';
import type { AgentId } from '../../../../domain/shared/identifiers.ts';
import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';

class GroupCreationRequest extends GroupDescription {
  /** The ids of its first members; nobody where it is not said. */
  @Optional()
  @IsIdentifiers()
  readonly members?: readonly AgentId[];

  /** `agents` where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;
}

export const createGroup = operation({
  method: 'post',
  path: '/groups',
  useCase: 'createGroup',
  area: 'Groups',
  summary: 'Make a group whose members are named by hand',
  creates: true,
  request: GroupCreationRequest,
  inputOf: ({ members, kind, ...desired }) => ({ desired, members, kind }),
  answer: GroupAnswer,
  show: ({ group }) => showGroup(group),
});
