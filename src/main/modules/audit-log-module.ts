import { randomUUID } from 'node:crypto';
import { ContainerModule } from 'inversify';
import type { AppConfig } from '../../../config/app-config.ts';
import { SqlAuditArchive } from '../../adapters/audit-log/archive/sql-audit-archive.ts';
import { SqlExportWriter } from '../../adapters/audit-log/export/sql-export-writer.ts';
import { CheckpointAddress } from '../../adapters/audit-log/seal/checkpoint-address.ts';
import { CheckpointFolder } from '../../adapters/audit-log/seal/checkpoint-folder.ts';
import type { CheckpointPlace } from '../../adapters/audit-log/seal/checkpoint-place.ts';
import { LogKeys } from '../../adapters/audit-log/seal/log-keys.ts';
import { SqlAuditSeal } from '../../adapters/audit-log/seal/sql-audit-seal.ts';
import { SinkFeed } from '../../adapters/audit-log/sinks/sink-feed.ts';
import { SinkPositions } from '../../adapters/audit-log/sinks/sink-positions.ts';
import { SqlEventFeed } from '../../adapters/audit-log/sql-event-feed.ts';
import { SqlEventLog } from '../../adapters/audit-log/sql-event-log.ts';
import { SqlJournalOrder } from '../../adapters/audit-log/sql-journal-order.ts';
import { SqlNumberedEntries } from '../../adapters/audit-log/sql-numbered-entries.ts';
import { TermIndex } from '../../adapters/audit-log/term-index.ts';
import { SqlAuditVerification } from '../../adapters/audit-log/verification/sql-audit-verification.ts';
import type { ExportWriter } from '../../application/ports/audit-export.ts';
import type { AuditSeal } from '../../application/ports/audit-seal.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { JournalOrder } from '../../application/ports/journal-order.ts';
import type { LogConnections } from '../../application/ports/log-connections.ts';
import type { NumberedEntries } from '../../application/ports/numbered-entries.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { SecretSeal } from '../../application/ports/secret-seal.ts';
import { auditKeyOf } from '../audit-key.ts';
import { auditSinksOf } from '../audit-sinks.ts';
import { bindings } from '../bindings.ts';
import { bindClass, bindMade } from '../wiring.ts';

const { config, clock, log, secretSeal, logConnections, journalOrder, numberedEntries } = bindings;
const { auditArchive, auditKeys, auditSeal, auditSinkFeeds, auditVerification, exportWriter } = bindings;

/** The audit log: where every unit of work records what happened, where it gets its order, is sealed, and is read. */
export const auditLogModule = new ContainerModule(({ bind }) => {
  bindMade(bind, bindings.eventLog, () => new SqlEventLog(), []);
  bindMade(bind, bindings.eventFeed, () => new SqlEventFeed(), []);
  bindMade(bind, journalOrder, (connections) => new SqlJournalOrder(connections), [logConnections]);
  bindMade(bind, numberedEntries, (connections) => new SqlNumberedEntries(connections), [logConnections]);
  const keys = (secrets: SecretSeal, time: Clock, settings: AppConfig) =>
    new LogKeys(secrets, time, auditKeyOf(settings));
  bindMade(bind, auditKeys, keys, [secretSeal, clock, config]);
  bindMade(bind, auditSeal, sealOf, [
    logConnections,
    journalOrder,
    numberedEntries,
    auditKeys,
    clock,
    config,
  ]);
  const verificationOf = (connections: LogConnections, logKeys: LogKeys, settings: AppConfig) =>
    new SqlAuditVerification(connections, logKeys, placeOf(settings));
  bindMade(bind, auditVerification, verificationOf, [logConnections, auditKeys, config]);
  const writerOf = (connections: LogConnections, seal: AuditSeal) => new SqlExportWriter(connections, seal);
  bindMade(bind, exportWriter, writerOf, [logConnections, auditSeal]);
  bindMade(bind, auditArchive, archiveOf, [logConnections, exportWriter, auditKeys, config]);
  bindClass(bind, TermIndex, [logConnections, numberedEntries, log]);
  bindClass(bind, SinkPositions, [logConnections, numberedEntries, clock]);
  bindMade(bind, auditSinkFeeds, sinkFeedsOf, [config, numberedEntries, SinkPositions, log]);
});

const sealOf = (
  connections: LogConnections,
  order: JournalOrder,
  entries: NumberedEntries,
  keys: LogKeys,
  time: Clock,
  settings: AppConfig,
) => new SqlAuditSeal({ connections, order, entries, keys, clock: time, outside: placeOf(settings) });

const archiveOf = (
  connections: LogConnections,
  writer: ExportWriter,
  keys: LogKeys,
  { auditArchive: folder, auditFile, auditSyslog }: AppConfig,
) =>
  new SqlAuditArchive({
    ...{ connections, exportWriter: writer, keys, folder },
    sinks: [...(auditFile ? (['file'] as const) : []), ...(auditSyslog ? (['syslog'] as const) : [])],
  });

/** Where checkpoints are written down outside of the database; absent where the configuration names no place. */
function placeOf({ auditCheckpoints }: AppConfig): CheckpointPlace | undefined {
  if (auditCheckpoints === undefined) return undefined;
  return /^https?:/i.test(auditCheckpoints)
    ? new CheckpointAddress(new URL(auditCheckpoints))
    : new CheckpointFolder(auditCheckpoints);
}

/** @throws ConfigurationInvalid */
function sinkFeedsOf(
  settings: AppConfig,
  entries: NumberedEntries,
  positions: SinkPositions,
  operationalLog: OperationalLog,
): readonly SinkFeed[] {
  const holder = randomUUID();
  return [...auditSinksOf(settings)].map(
    ([name, sink]) => new SinkFeed(name, sink, entries, positions, operationalLog, holder),
  );
}
