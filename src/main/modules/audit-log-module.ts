import { randomUUID } from 'node:crypto';
import { ContainerModule } from 'inversify';
import type { AppConfig } from '../../../config/app-config.ts';
import { SinkFeed } from '../../adapters/audit-log/sinks/sink-feed.ts';
import { SinkPositions } from '../../adapters/audit-log/sinks/sink-positions.ts';
import { SqlEventFeed } from '../../adapters/audit-log/sql-event-feed.ts';
import { SqlEventLog } from '../../adapters/audit-log/sql-event-log.ts';
import { SqlJournalOrder } from '../../adapters/audit-log/sql-journal-order.ts';
import { SqlNumberedEntries } from '../../adapters/audit-log/sql-numbered-entries.ts';
import { TermIndex } from '../../adapters/audit-log/term-index.ts';
import type { LogConnections } from '../../application/ports/log-connections.ts';
import type { NumberedEntries } from '../../application/ports/numbered-entries.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { auditSinksOf } from '../audit-sinks.ts';
import { bindings } from '../bindings.ts';
import { bindClass, bindMade } from '../wiring.ts';

/** The audit log: where every unit of work records what happened, where it gets its order, and where it is read. */
export const auditLogModule = new ContainerModule(({ bind }) => {
  bindMade(bind, bindings.eventLog, () => new SqlEventLog(), []);
  bindMade(bind, bindings.eventFeed, () => new SqlEventFeed(), []);
  const order = (connections: LogConnections) => new SqlJournalOrder(connections);
  bindMade(bind, bindings.journalOrder, order, [bindings.logConnections]);
  const numbered = (connections: LogConnections) => new SqlNumberedEntries(connections);
  bindMade(bind, bindings.numberedEntries, numbered, [bindings.logConnections]);
  bindClass(bind, TermIndex, [bindings.logConnections, bindings.numberedEntries, bindings.log]);
  bindClass(bind, SinkPositions, [bindings.logConnections, bindings.numberedEntries, bindings.clock]);
  const ports = [bindings.config, bindings.numberedEntries, SinkPositions, bindings.log] as const;
  bindMade(bind, bindings.auditSinkFeeds, sinkFeedsOf, [...ports]);
});

/** @throws ConfigurationInvalid */
function sinkFeedsOf(
  config: AppConfig,
  entries: NumberedEntries,
  positions: SinkPositions,
  log: OperationalLog,
): readonly SinkFeed[] {
  const holder = randomUUID();
  return [...auditSinksOf(config)].map(
    ([name, sink]) => new SinkFeed(name, sink, entries, positions, log, holder),
  );
}
