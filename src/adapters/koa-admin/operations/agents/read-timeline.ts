import { IsIdentifier } from '../../../../application/input/is-identifier.ts';
import { resourcesPerPageDefault } from '../../../../application/listing/listing.ts';
import type { AgentId } from '../../../../domain/shared/identifiers.ts';
import { EntryAnswer, showEntry } from '../../answers/entry-answer.ts';
import { listOperation } from '../../operation.ts';
import { PageRequest } from '../../request/page-request.ts';

class TimelineRequest extends PageRequest {
  /** Of an agent, who may be gone. */
  @IsIdentifier()
  readonly id!: AgentId;
}

export const readTimeline = listOperation({
  method: 'get',
  path: '/agents/:id/timeline',
  useCase: 'readAuditLog',
  area: 'Agents',
  summary: 'Read what happened to an agent, the newest entries first',
  request: TimelineRequest,
  inputOf: ({ id, limit = resourcesPerPageDefault }, before) => ({
    ...{ targetType: 'agent', targetId: id, limit },
    before: before as number | undefined,
  }),
  item: EntryAnswer,
  show: (entries) => ({ items: entries.map(showEntry), next: entries.at(-1)?.position }),
});
