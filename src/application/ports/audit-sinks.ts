import type { Instant } from '../../domain/shared/instant.ts';

/** Where the audit log of an installation goes as it grows, beside its database. */
export const auditSinkNames = ['file', 'syslog'] as const;
export type AuditSinkName = (typeof auditSinkNames)[number];

export interface AuditSinkState {
  readonly name: AuditSinkName;
  /** Up to where entries have arrived. */
  readonly position: number;
  /** How many entries are there behind that. */
  readonly behind: number;
  /** Since when entries do not arrive, and why; absent while they do. */
  readonly failure?: { readonly since: Instant; readonly reason: string };
}

/** What is known of the sinks that entries were ever sent to, whichever process does so. */
export interface AuditSinks {
  /** @throws StorageUnavailable */
  states(): Promise<readonly AuditSinkState[]>;
}
