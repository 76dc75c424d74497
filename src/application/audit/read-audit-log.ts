import { IsInt, Max, Min } from 'class-validator';
import { Optional } from '../input/optional.ts';
import { entriesPerPageMax } from '../ports/event-feed.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AuditLogFilter } from './filter/audit-log-filter.ts';

export class AuditLogQuery extends AuditLogFilter {
  @IsInt()
  @Min(1)
  @Max(entriesPerPageMax)
  readonly limit!: number;

  /** Only entries before this position. */
  @Optional()
  @IsInt()
  @Min(0)
  readonly before?: number;
}

/**
 * The account's audit log, the newest entries first: as many as were asked for, or fewer where they are large or far apart.
 * Older ones come with `before`, the position of the last; none come where there are no more.
 */
export const readAuditLog = defineUseCase({
  name: 'ReadAuditLog',
  permission: 'auditLog:read',
  kind: 'reads',
  readsJournal: true,
  input: AuditLogQuery,
  run: ({ journal }, _, query) => journal.latest(query),
});
