import { ContainerModule } from 'inversify';
import { SqlEventFeed } from '../../adapters/audit-log/sql-event-feed.ts';
import { SqlEventLog } from '../../adapters/audit-log/sql-event-log.ts';
import { SqlJournalOrder } from '../../adapters/audit-log/sql-journal-order.ts';
import { SqlNumberedEntries } from '../../adapters/audit-log/sql-numbered-entries.ts';
import type { LogConnections } from '../../application/ports/log-connections.ts';
import { bindings } from '../bindings.ts';
import { bindMade } from '../wiring.ts';

/** The audit log: where every unit of work records what happened, where it gets its order, and where it is read. */
export const auditLogModule = new ContainerModule(({ bind }) => {
  bindMade(bind, bindings.eventLog, () => new SqlEventLog(), []);
  bindMade(bind, bindings.eventFeed, () => new SqlEventFeed(), []);
  const order = (connections: LogConnections) => new SqlJournalOrder(connections);
  bindMade(bind, bindings.journalOrder, order, [bindings.logConnections]);
  const numbered = (connections: LogConnections) => new SqlNumberedEntries(connections);
  bindMade(bind, bindings.numberedEntries, numbered, [bindings.logConnections]);
});
