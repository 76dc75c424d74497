import { ContainerModule } from 'inversify';
import { SqlEventFeed } from '../../adapters/audit-log/sql-event-feed.ts';
import { SqlEventLog } from '../../adapters/audit-log/sql-event-log.ts';
import { bindings } from '../bindings.ts';
import { bindMade } from '../wiring.ts';

/** The audit log: where every unit of work records what happened, and where it is read. */
export const auditLogModule = new ContainerModule(({ bind }) => {
  bindMade(bind, bindings.eventLog, () => new SqlEventLog(), []);
  bindMade(bind, bindings.eventFeed, () => new SqlEventFeed(), []);
});
