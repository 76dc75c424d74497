import { IsInt, IsString, Max, Min } from 'class-validator';
import { AuditLogFilter } from '../../../../application/audit/filter/audit-log-filter.ts';
import { Optional } from '../../../../application/input/optional.ts';
import { resourcesPerPageDefault } from '../../../../application/listing/listing.ts';
import { entriesPerPageMax } from '../../../../application/ports/event-feed.ts';
import { EntryAnswer, showEntry } from '../../answers/entry-answer.ts';
import { listOperation } from '../../operation.ts';

class AuditLogRequest extends AuditLogFilter {
  /** `next` of the page before; the newest entries where it is not said. */
  @Optional()
  @IsString()
  readonly cursor?: string;

  /** How many a page has at most, fewer where they are large or far apart; 100 where it is not said. */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(entriesPerPageMax)
  readonly limit?: number;
}

export const readAuditLog = listOperation({
  method: 'get',
  path: '/audit-log',
  useCase: 'readAuditLog',
  area: 'Audit log',
  summary: 'Read the audit log, the newest entries first',
  request: AuditLogRequest,
  inputOf: ({ cursor: _, limit = resourcesPerPageDefault, ...filter }, before) => ({
    ...filter,
    limit,
    before: before as number | undefined,
  }),
  item: EntryAnswer,
  show: (entries) => ({ items: entries.map(showEntry), next: entries.at(-1)?.position }),
});
