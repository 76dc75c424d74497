import type { DataSource, EntityManager, QueryResult } from 'typeorm';
import type { PooledConnection } from '../../connections/connection-pool.ts';
import { CommitUnknown, endMilliseconds, statementMilliseconds } from '../../connections/connections.ts';
import { LimitMet } from '../../connections/database-failure.ts';
import { lentManager } from '../../connections/lent-manager.ts';
import type { Expectation, SqlValue } from '../../connections/sql-connection.ts';
import {
  errorOfWrite,
  OtherRows,
  type Statement,
  WaitingWrites,
  type Write,
} from '../../connections/waiting-writes.ts';
import { millisecondsLeft } from '../../connections/within-time.ts';
import type { Answer, ThreadError } from './run-statements.ts';
import { failureOfSqlite } from './sqlite-failures.ts';
import { type SqliteThread, ThreadEnded } from './sqlite-thread.ts';

/** A thread's connection while it is lent. Runs each statement for a bounded time. */
export class SqliteConnection implements PooledConnection {
  readonly locksHoldOnOneNode = false;
  private managed: EntityManager | undefined;
  private isTakenBack = false;
  private hasBegun = false;
  private readonly waiting = new WaitingWrites();

  constructor(
    private readonly dataSource: DataSource,
    private readonly thread: SqliteThread,
    private readonly deadline: number,
    private readonly inTransaction: boolean,
    readonly release: () => void,
  ) {}

  get manager(): EntityManager {
    this.managed ??= lentManager(this.dataSource, { query: this.query.bind(this) }, this.inTransaction);
    return this.managed;
  }

  async rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    return (await this.answer(sql, parameters)).rows as readonly Row[];
  }

  async run(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    return (await this.answer(sql, parameters)).changes as number;
  }

  /** Each message costs both threads more than a small statement does. */
  async write(sql: string, parameters: readonly SqlValue[], expected?: Expectation): Promise<void> {
    this.requireLent();
    const write = { sql, parameters, expected };
    if (this.inTransaction && this.waiting.add(write)) return;
    try {
      const { changes } = await this.answer(sql, parameters);
      if (expected !== undefined && changes !== expected.rows) throw new OtherRows();
    } catch (error) {
      throw errorOfWrite(write, error, failureOfSqlite(error));
    }
  }

  /** @throws CommitUnknown when the answer was lost; otherwise SQLite's own word that nothing was written. */
  async commit(): Promise<void> {
    try {
      await this.conclude('COMMIT');
    } catch (error) {
      if (!this.thread.isEnding) throw error;
      throw new CommitUnknown('The thread ended during the commit.', { cause: error });
    }
  }

  async undo(): Promise<void> {
    await this.conclude('ROLLBACK').catch(() => this.cut());
  }

  takeBack(): void {
    this.isTakenBack = true;
  }

  cut(): void {
    this.takeBack();
    this.thread.end(new ThreadEnded());
  }

  /** @throws LimitMet when no time is left. */
  requireTime(): number {
    const left = millisecondsLeft(this.deadline);
    if (left === 0) throw new LimitMet('tooSlow', 'No time is left for another statement.');
    return left;
  }

  private async answer(sql: string, parameters: readonly SqlValue[]): Promise<Answer> {
    this.requireLent();
    const milliseconds = Math.min(this.requireTime(), statementMilliseconds);
    try {
      return await this.ask({ sql, parameters }, this.waiting.take(), milliseconds);
    } catch (error) {
      // It was made where the thread's message came in, which tells nobody who asked.
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    }
  }

  private requireLent(): void {
    if (this.isTakenBack) throw new Error('The work on the connection is over.');
  }

  private async conclude(sql: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const writes = sql === 'COMMIT' ? this.waiting.take() : [];
    if (!this.hasBegun && writes.length === 0) return;
    const milliseconds = endMilliseconds + (writes.length > 0 ? statementMilliseconds : 0);
    await this.ask({ sql, parameters: [] }, writes, milliseconds);
  }

  /** The first statement begins the transaction, which saves a message. */
  private async ask(statement: Statement, waiting: readonly Write[], milliseconds: number): Promise<Answer> {
    const begins = this.inTransaction && !this.hasBegun;
    this.hasBegun ||= begins;
    const writes = waiting.map(({ sql, parameters, expected }) => ({
      sql,
      parameters,
      rows: expected?.rows,
    }));
    try {
      return await this.thread.ask({ ...statement, begins, writes }, milliseconds);
    } catch (error) {
      const { write: place = -1 } = error as Partial<ThreadError>;
      const failed = waiting[place];
      throw failed === undefined ? error : errorOfWrite(failed, error, failureOfSqlite(error));
    }
  }

  /** Takes and gives what TypeORM's own QueryRunner does. */
  private async query(
    sql: string,
    parameters: readonly (SqlValue | boolean)[] = [],
    useStructuredResult = false,
  ): Promise<unknown> {
    const bound = parameters.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const { rows, changes, lastInsertRowid } = await this.answer(sql, bound);
    const raw = rows ?? lastInsertRowid;
    if (!useStructuredResult) return raw;
    return { raw, records: [...(rows ?? [])], affected: changes } satisfies QueryResult;
  }
}
