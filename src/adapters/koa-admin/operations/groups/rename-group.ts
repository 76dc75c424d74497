import { IsString } from 'class-validator';
import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';
import { GroupRequest } from '../../request/group-request.ts';

class RenamingRequest extends GroupRequest {
  @IsString()
  readonly displayName!: string;
}

export const renameGroup = operation({
  method: 'put',
  path: '/groups/:id/name',
  useCase: 'reviseGroup',
  area: 'Groups',
  summary: 'Give a group another name',
  request: RenamingRequest,
  inputOf: ({ id, displayName }) => ({
    id,
    withMembers: false,
    revise: (current) => ({ desired: { ...current.desired(), displayName }, membership: [] }),
  }),
  answer: GroupAnswer,
  show: ({ group }) => showGroup(group),
});
