import type { EntityManager } from 'typeorm';
import type { ObservedStatement, StorageObserver } from '../../../application/ports/storage-observer.ts';
import type { Traced } from '../../../application/ports/trace-context.ts';
import type { Expectation, SqlConnection, SqlValue } from './sql-connection.ts';

/** A connection that tells an observer of its statements, those of TypeORM included. */
export class ObservedConnection implements SqlConnection {
  private managed: EntityManager | undefined;

  /** @param by - for whom it is lent. */
  constructor(
    private readonly connection: SqlConnection,
    private readonly statements: StorageObserver['statements'],
    private readonly by: Traced,
  ) {}

  rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.observed(sql, () => this.connection.rows<Row>(sql, parameters));
  }

  run(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    return this.observed(sql, () => this.connection.run(sql, parameters));
  }

  write(sql: string, parameters: readonly SqlValue[], expected?: Expectation): Promise<void> {
    return this.observed(sql, () => this.connection.write(sql, parameters, expected));
  }

  get locksHoldOnOneNode(): boolean {
    return this.connection.locksHoldOnOneNode;
  }

  get manager(): EntityManager {
    this.managed ??= this.observedManager();
    return this.managed;
  }

  /** Whatever TypeORM asks, it asks by this method of its QueryRunner, which is made for each lease. */
  private observedManager(): EntityManager {
    const { manager } = this.connection;
    const { queryRunner } = manager;
    if (queryRunner === undefined) return manager;
    const query = queryRunner.query.bind(queryRunner);
    const observed = (sql: string, ...rest: [parameters?: unknown[], structured?: boolean]) =>
      this.observed(sql, () => query(sql, ...(rest as [])));
    Object.assign(queryRunner, { query: observed });
    return manager;
  }

  private async observed<Result>(sql: string, ask: () => Promise<Result>): Promise<Result> {
    const observed = this.statements.began(statementOf(sql), this.by);
    try {
      const result = await ask();
      observed.ended(undefined);
      return result;
    } catch (error) {
      observed.ended(error);
      throw error;
    }
  }
}

const operationOf = /^[\s(]*([a-z]+)/i;
/** Behind these words stands a table, or a list of values that is read as one. */
const tableOf = /\b(?:FROM|INTO|UPDATE|(?:STRAIGHT_)?JOIN)\s+[`"]?(?!json_)([a-z_]+)/i;

/** What a statement does. Of its text no more is told, lest a value stand in it. */
function statementOf(sql: string): ObservedStatement {
  return {
    operation: operationOf.exec(sql)?.[1]?.toUpperCase() ?? 'OTHER',
    table: tableOf.exec(sql)?.[1]?.toLowerCase(),
  };
}
