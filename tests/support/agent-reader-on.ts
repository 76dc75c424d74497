import { SqlEventFeed } from '../../src/adapters/audit-log/sql-event-feed.ts';
import { SqlAgentReader } from '../../src/adapters/typeorm-persistence/agents/sql-agent-reader.ts';
import { mysqlDialect } from '../../src/adapters/typeorm-persistence/dialects/mysql/mysql-dialect.ts';
import { sqliteDialect } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-dialect.ts';
import { SqlGroupReader } from '../../src/adapters/typeorm-persistence/groups/sql-group-reader.ts';
import { AccountPolicies } from '../../src/adapters/typeorm-persistence/policy/account-policies.ts';
import { AccountScope } from '../../src/adapters/typeorm-persistence/scope/account-scope.ts';
import { LentAccountConnection } from '../../src/adapters/typeorm-persistence/scope/lent-account-connection.ts';
import { AccountLists } from '../../src/adapters/typeorm-persistence/search/account-lists.ts';
import type { KnownLists } from '../../src/adapters/typeorm-persistence/search/known-lists.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import { clockAt, later } from './agents.ts';
import type { MeasuredConnection } from './measured-connection.ts';

/**
 * Reads agents as the service does, on a connection of the test's own.
 *
 * @param knownLists - what a process remembers; absent for one that remembers nothing.
 */
export function agentReaderOn(
  connection: MeasuredConnection,
  caller: Caller,
  knownLists?: KnownLists,
): SqlAgentReader {
  const dialect = connection.isSqlite ? sqliteDialect : mysqlDialect;
  const scope = new AccountScope(connection, dialect, caller, false, clockAt(later));
  const held = knownLists && { knownLists, eventFeed: new SqlEventFeed() };
  const lists = held && new AccountLists(scope, held, new LentAccountConnection(connection, scope));
  const policies = new AccountPolicies();
  return new SqlAgentReader(scope, policies, new SqlGroupReader(scope, policies), undefined, lists);
}
