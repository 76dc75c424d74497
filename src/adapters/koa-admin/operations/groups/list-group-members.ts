import { IsIdentifier } from '../../../../application/input/is-identifier.ts';
import { resourcesPerPageDefault } from '../../../../application/listing/listing.ts';
import type { AgentId, GroupId } from '../../../../domain/shared/identifiers.ts';
import { MemberAnswer, showMember } from '../../answers/member-answer.ts';
import { listOperation } from '../../operation.ts';
import { PastPageRequest } from '../../request/past-request.ts';

class MembersRequest extends PastPageRequest {
  @IsIdentifier()
  readonly id!: GroupId;
}

export const listGroupMembers = listOperation({
  method: 'get',
  path: '/groups/:id/members',
  useCase: 'readGroupMembers',
  area: 'Groups',
  summary: 'List the agents who belong to a group, in the order of their ids',
  request: MembersRequest,
  inputOf: ({ id, at, limit = resourcesPerPageDefault }, after) => ({
    ...{ id, at, limit },
    after: after as AgentId | undefined,
  }),
  item: MemberAnswer,
  show: (members) => ({ items: members.map(showMember), next: members.at(-1)?.id }),
});
