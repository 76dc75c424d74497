import { IsIn, IsInt, Max, MaxLength, Min } from 'class-validator';
import { type TargetType, targetTypes } from '../../domain/shared/domain-event.ts';
import { Optional } from '../input/optional.ts';
import { entriesPerPageMax } from '../ports/event-feed.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class AuditLogQuery {
  @IsInt()
  @Min(1)
  @Max(entriesPerPageMax)
  readonly limit!: number;

  /** Only entries before this position. */
  @Optional()
  @IsInt()
  @Min(0)
  readonly before?: number;

  /** Only entries about targets of this type. */
  @Optional()
  @IsIn(targetTypes)
  readonly targetType?: TargetType;

  /** Only entries about this target. */
  @Optional()
  @MaxLength(1024)
  readonly targetId?: string;

  /** Only entries about what is or was called so, letter case aside: also about somebody who is gone, or never came in. */
  @Optional()
  @MaxLength(1024)
  readonly targetName?: string;
}

/**
 * The account's audit log, the newest entries first: as many as were asked for, or fewer where they are large. Older ones
 * come with `before`, the position of the last; none come where there are no more.
 */
export const readAuditLog = defineUseCase({
  name: 'ReadAuditLog',
  permission: 'auditLog:read',
  kind: 'reads',
  input: AuditLogQuery,
  run: ({ journal }, _, query) => journal.latest(query),
});
