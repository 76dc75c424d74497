import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { defineUseCase } from '../use-case.ts';
import { entriesPerPageMax } from './entries/journal-page.ts';

export class AuditLogQuery {
  @IsInt()
  @Min(1)
  @Max(entriesPerPageMax)
  readonly limit!: number;

  /** Only entries before this position. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly before?: number;

  /** Only entries about this target. */
  @IsOptional()
  @IsString()
  readonly targetId?: string;
}

/** The account's audit log, the newest entries first. */
export const readAuditLog = defineUseCase({
  name: 'ReadAuditLog',
  permission: 'auditLog:read',
  kind: 'reads',
  input: AuditLogQuery,
  run: ({ journal }, _, query) => journal.latest(query),
});
