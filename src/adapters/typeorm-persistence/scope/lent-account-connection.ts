import type { LentConnection, LentValue } from '../../../application/ports/lent-connection.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import type { SqlConnection } from '../connections/sql-connection.ts';
import type { AccountScope } from './account-scope.ts';
import { AccountStatement } from './account-statement.ts';

/** Lends the connection of a scope to another adapter. */
export class LentAccountConnection implements LentConnection {
  constructor(
    private readonly connection: SqlConnection,
    private readonly scope: AccountScope,
  ) {}

  get accountId(): AccountId {
    return this.scope.caller.accountId;
  }

  limit(rows: number): LentValue {
    return this.scope.dialect.limit(rows);
  }

  get hasOneWriter(): boolean {
    return this.scope.dialect.hasOneWriter;
  }

  stoppable(column: string): readonly string[] {
    return this.scope.dialect.stoppable(column);
  }

  rows<Row>(sql: string, parameters: readonly LentValue[]): Promise<readonly Row[]> {
    return this.scope.rows<Row>(AccountStatement.of(sql), parameters);
  }

  write(sql: string, parameters: readonly LentValue[]): Promise<void> {
    return this.scope.write(AccountStatement.of(sql), parameters);
  }

  rowsOfAllAccounts<Row>(sql: string, parameters: readonly LentValue[]): Promise<readonly Row[]> {
    return this.connection.rows<Row>(sql, parameters);
  }

  writeOfAllAccounts(sql: string, parameters: readonly LentValue[]): Promise<void> {
    return this.connection.write(sql, parameters);
  }
}
