// A process that stands still in the middle of giving positions, behind so many statements, until it is told to go on:
// `paused-numbering.ts URL STATEMENTS`. It writes what came of it.
import { SqlEventFeed } from '../../src/adapters/audit-log/sql-event-feed.ts';
import { SqlEventLog } from '../../src/adapters/audit-log/sql-event-log.ts';
import { SqlJournalOrder } from '../../src/adapters/audit-log/sql-journal-order.ts';
import { openStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import type { LogConnection, LogConnections } from '../../src/application/ports/log-connections.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';

const [, , url = '', statements] = process.argv;
const { logConnections, storage } = openStorage({
  url,
  release: '0.1.0',
  connectionsMax: 2,
  eventLog: new SqlEventLog(),
  eventFeed: new SqlEventFeed(),
  clock: { now: () => instantOf(new Date()) },
  log: { warn: () => undefined, error: () => undefined },
});

let left = Number(statements);
async function pausedBehind<Answer>(answer: Promise<Answer>): Promise<Answer> {
  await answer;
  left -= 1;
  if (left === 0) {
    process.stdout.write('standing still\n');
    process.kill(process.pid, 'SIGSTOP');
  }
  return answer;
}

const pausing = ({ hasOneWriter, limit, rows, run }: LogConnection): LogConnection => ({
  hasOneWriter,
  limit,
  rows: <Row>(...asked: Parameters<LogConnection['rows']>) => pausedBehind(rows<Row>(...asked)),
  run: (...asked) => pausedBehind(run(...asked)),
});

const connections: LogConnections = {
  haveOneWriter: logConnections.haveOneWriter,
  read: (work, deadline) => logConnections.read(work, deadline),
  transact: (work, deadline) =>
    logConnections.transact((connection, forUpdate) => work(pausing(connection), forUpdate), deadline),
};

const order = new SqlJournalOrder(connections);
const outcome = await order.upToNow().then(
  () => 'done',
  (error: Error) => error.name,
);
process.stdout.write(`awake: ${outcome}\n`);
await order.upToNow();
process.stdout.write('goes on\n');
await storage.close();
