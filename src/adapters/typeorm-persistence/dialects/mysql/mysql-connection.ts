import type { PoolConnection } from 'mysql2';
import type { DataSource, EntityManager } from 'typeorm';
import type { PooledConnection } from '../../connections/connection-pool.ts';
import { CommitUnknown, endMilliseconds, statementMilliseconds } from '../../connections/connections.ts';
import { LimitMet } from '../../connections/database-failure.ts';
import { lentManager, takeBack } from '../../connections/lent-manager.ts';
import type { Expectation, SqlValue } from '../../connections/sql-connection.ts';
import { errorOfWrite, OtherRows, WaitingWrites } from '../../connections/waiting-writes.ts';
import { millisecondsLeft } from '../../connections/within-time.ts';
import { cut } from './cut-connection.ts';
import { failureOfMysql, isUndoneAtCommit } from './mysql-failures.ts';
import type { MysqlSession } from './mysql-session.ts';
import { WriteMessage } from './write-message.ts';

type Answered = (error: Error | null, result?: unknown) => void;

/** A connection of TypeORM's pool while it is lent. Runs statements as prepared ones, each for a bounded time. */
export class MysqlConnection implements PooledConnection {
  /** Is found out before the first work on its pool. */
  locksHoldOnOneNode = false;
  private managed: EntityManager | undefined;
  private isTakenBack = false;
  private readonly waiting = new WaitingWrites();
  /** Whether a write failed of which nobody knows whose it was, so that nobody may go on. */
  private canOnlyBeUndone = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly connection: PoolConnection,
    private readonly session: MysqlSession,
    private readonly deadline: number,
    private readonly inTransaction: boolean,
  ) {}

  get manager(): EntityManager {
    // The driver asks one thing after the other, so that what TypeORM asks comes behind them.
    if (this.managed === undefined && !this.waiting.isEmpty) this.sendWaiting().catch(() => undefined);
    this.managed ??= lentManager(
      this.dataSource,
      { databaseConnection: this.connection },
      this.inTransaction,
    );
    return this.managed;
  }

  rows<Row>(sql: string, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.execute<readonly Row[]>(sql, parameters);
  }

  async run(sql: string, parameters: readonly SqlValue[]): Promise<number> {
    const { affectedRows } = await this.execute<{ affectedRows: number }>(sql, parameters);
    return affectedRows;
  }

  /**
   * What TypeORM asks meanwhile goes past whatever waits. On a connection that may be lost nothing waits, for what is lost before the
   * COMMIT can be done again.
   */
  async write(sql: string, parameters: readonly SqlValue[], expected?: Expectation): Promise<void> {
    this.requireLent();
    const write = { sql, parameters, expected };
    const mayWait = this.inTransaction && this.session.hasJustAnswered && this.managed === undefined;
    if (mayWait && this.waiting.add(write)) return;
    try {
      const rows = await this.run(sql, parameters);
      if (expected !== undefined && rows !== expected.rows) throw new OtherRows();
    } catch (error) {
      throw errorOfWrite(write, error, failureOfMysql(error));
    }
  }

  /** Asks or sets something of the session, which need not be prepared. */
  async ask(sql: string): Promise<unknown> {
    return this.answer(this.statementTime(), (answered) => this.connection.query(sql, answered));
  }

  /** @throws CommitUnknown when the answer was lost or leaves it open; otherwise the server's own word that nothing was written. */
  async commit(): Promise<void> {
    if (!this.inTransaction) return;
    this.requireWhole();
    const message = new WriteMessage(this.waiting.take());
    const milliseconds = endMilliseconds + (message.isEmpty ? 0 : statementMilliseconds);
    try {
      await this.send([...message.texts, 'COMMIT'], milliseconds, () => message.answered());
    } catch (error) {
      // A server stops at what fails, and did not come to the COMMIT.
      const ofWrite = message.errorOf(error);
      if (ofWrite !== undefined) throw ofWrite;
      this.cut();
      if (isUndoneAtCommit(error)) throw error;
      throw new CommitUnknown('It is not known whether the commit was carried out.', { cause: error });
    }
  }

  async undo(error: unknown): Promise<void> {
    if (failureOfMysql(error) === 'unreachable') this.cut();
    else if (this.inTransaction) await this.rollBack().catch(() => this.cut());
  }

  takeBack(): void {
    this.isTakenBack = true;
    if (this.managed !== undefined) takeBack(this.managed);
  }

  release(): void {
    this.takeBack();
    this.connection.release();
  }

  /** Closes the connection without a word to the server, which undoes what is open on it. */
  cut(): void {
    this.takeBack();
    cut(this.connection);
  }

  private async execute<Result>(sql: string, parameters: readonly SqlValue[]): Promise<Result> {
    this.requireLent();
    if (!this.waiting.isEmpty) await this.sendWaiting();
    const answer = await this.answer(this.statementTime(), (answered) =>
      this.connection.execute(sql, [...parameters], answered),
    );
    this.session.prepared.ran(sql, parameters.length);
    return answer as Result;
  }

  /** @throws LimitMet when no time is left. */
  requireTime(): number {
    const left = millisecondsLeft(this.deadline);
    if (left === 0) throw new LimitMet('tooSlow', 'No time is left for another statement.');
    return left;
  }

  private statementTime(): number {
    return Math.min(this.requireTime(), statementMilliseconds);
  }

  private requireLent(): void {
    if (this.isTakenBack) throw new Error('The work on the connection is over.');
    this.requireWhole();
  }

  private requireWhole(): void {
    if (this.canOnlyBeUndone)
      throw new Error('A write has failed before, so the transaction can only be undone.');
  }

  private async sendWaiting(): Promise<void> {
    const message = new WriteMessage(this.waiting.take());
    try {
      await this.send(message.texts, this.statementTime(), () => message.answered());
    } catch (error) {
      this.canOnlyBeUndone = true;
      throw message.errorOf(error) ?? error;
    }
  }

  /**
   * Sends one message, of which the server runs one statement after the other.
   *
   * @throws Error of the server, without the text of the message: the values are in it.
   */
  private async send(texts: readonly string[], milliseconds: number, each: () => void): Promise<void> {
    try {
      await this.answer(milliseconds, (answered) =>
        this.connection.query(texts.join(';\n'), answered).on('result', each),
      );
    } catch (error) {
      if (error instanceof Error && 'sql' in error) error.sql = undefined;
      throw error;
    }
  }

  private async rollBack(): Promise<void> {
    await this.answer(endMilliseconds, (answered) => this.connection.query('ROLLBACK', answered));
  }

  /** mysql2 limits neither the time of preparing a statement nor that of a connection that has become silent. */
  private answer(milliseconds: number, ask: (answered: Answered) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.cut();
        reject(
          new LimitMet(
            'tooSlow',
            `The database did not answer a statement in ${Math.ceil(milliseconds)} ms.`,
          ),
        );
      }, milliseconds);
      ask((error, result) => {
        clearTimeout(timer);
        if (error) return reject(error);
        this.session.answered();
        resolve(result);
      });
    });
  }
}
