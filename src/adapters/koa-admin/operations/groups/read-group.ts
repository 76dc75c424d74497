import { IsInstant } from '../../../../application/input/is-instant.ts';
import { Optional } from '../../../../application/input/optional.ts';
import type { Instant } from '../../../../domain/shared/instant.ts';
import { GroupAnswer, showGroup } from '../../answers/group-answer.ts';
import { operation } from '../../operation.ts';
import { GroupRequest } from '../../request/group-request.ts';

class GroupReadingRequest extends GroupRequest {
  /** As of which time; as it is now where it is not said. Who may not read the audit log cannot ask. */
  @Optional()
  @IsInstant()
  readonly at?: Instant;
}

export const readGroup = operation({
  method: 'get',
  path: '/groups/:id',
  useCase: 'readGroup',
  area: 'Groups',
  summary: 'Read a group',
  request: GroupReadingRequest,
  inputOf: ({ id, at }) => ({ id, at, withMembers: false }),
  answer: GroupAnswer,
  show: ({ group }) => showGroup(group),
});
