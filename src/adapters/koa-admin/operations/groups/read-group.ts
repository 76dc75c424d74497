import { IsIdentifier } from '../../../../application/input/is-identifier.ts';
import type { GroupId } from '../../../../domain/shared/identifiers.ts';
import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';

class GroupRequest {
  @IsIdentifier()
  readonly id!: GroupId;
}

export const readGroup = operation({
  method: 'get',
  path: '/groups/:id',
  useCase: 'readGroup',
  area: 'Groups',
  summary: 'Read a group',
  request: GroupRequest,
  inputOf: ({ id }) => ({ id, withMembers: false }),
  answer: GroupAnswer,
  show: ({ group }) => showGroup(group),
});
