import type { Container } from 'inversify';
import type { AppConfig } from '../../config/app-config.ts';
import type { Requester } from '../application/ports/caller.ts';
import { bindings } from './bindings.ts';
import { resolve } from './container.ts';
import { everyHour } from './every-hour.ts';

/** Archives entries of the audit log each hour where the configuration names a folder for them, until it is told to stop. */
export function archiveEachHour(
  container: Container,
  { auditArchive }: Pick<AppConfig, 'auditArchive'>,
  requester: () => Requester,
  stop: AbortSignal,
): void {
  if (auditArchive === undefined) return;
  const { archiveAuditLog } = resolve(container, bindings.application);
  void everyHour(() => archiveAuditLog(requester()), resolve(container, bindings.log), stop);
}
