import type { PoolConnection } from 'mysql2';
import type { EntityManager, QueryRunner } from 'typeorm';
import type { SqlConnection, SqlValue } from '../../connections/sql-connection.ts';

export const statementMilliseconds = 10_000;

/** Runs statements as prepared ones on the connection of a QueryRunner, each for a bounded time. */
export class MysqlConnection implements SqlConnection {
  constructor(
    private readonly runner: QueryRunner,
    private readonly connection: PoolConnection,
  ) {}

  get manager(): EntityManager {
    return this.runner.manager;
  }

  rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    return execute<readonly Row[]>(this.connection, sql, parameters);
  }

  async run(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    const { affectedRows } = await execute<{ affectedRows: number }>(this.connection, sql, parameters);
    return affectedRows;
  }
}

function execute<Result>(
  connection: PoolConnection,
  sql: string,
  parameters: readonly SqlValue[],
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const statement = { sql, values: [...parameters], timeout: statementMilliseconds };
    connection.execute(statement, (error, result) => (error ? reject(error) : resolve(result as Result)));
  });
}

/** Runs what cannot be prepared, such as a session's settings. */
export function query(connection: PoolConnection, sql: string): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query({ sql, timeout: statementMilliseconds }, (error) => (error ? reject(error) : resolve()));
  });
}
