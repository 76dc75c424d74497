import { IsInt, Max, Min } from 'class-validator';
import { Optional } from '../input/optional.ts';
import { entriesPerPageMax } from '../ports/event-feed.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AuditLogFilter } from './filter/audit-log-filter.ts';

export class AuditLogPosition extends AuditLogFilter {
  /** `next` of the page before; 0 to begin at the beginning. */
  @IsInt()
  @Min(0)
  readonly after!: number;

  /** 1000 where it is not said. */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(entriesPerPageMax)
  readonly limit?: number;
}

/**
 * The account's audit log from a position on, the oldest entries first; whoever reads on skips none. A page holds as
 * many entries as were asked for, or fewer where they are large or far apart; there are no more where `next` is no greater
 * than `after`.
 */
export const followAuditLog = defineUseCase({
  name: 'FollowAuditLog',
  permission: 'auditLog:read',
  kind: 'reads',
  readsJournal: true,
  input: AuditLogPosition,
  run: ({ journal }, _, { after, limit = entriesPerPageMax, ...filter }) =>
    journal.after(after, limit, filter),
});
