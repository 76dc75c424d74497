import { format, type PoolConnection } from 'mysql2';
import type { DataSource, EntityManager } from 'typeorm';
import type { PooledConnection } from '../../connections/connection-pool.ts';
import { CommitUnknown, endMilliseconds, statementMilliseconds } from '../../connections/connections.ts';
import { LimitMet } from '../../connections/database-failure.ts';
import { lentManager, takeBack } from '../../connections/lent-manager.ts';
import type { Expectation, SqlValue } from '../../connections/sql-connection.ts';
import { errorOfWrite, OtherRows, WaitingWrites, type Write } from '../../connections/waiting-writes.ts';
import { millisecondsLeft } from '../../connections/within-time.ts';
import { cut } from './cut-connection.ts';
import { failureOfMysql, isOfServer, isUndoneAtCommit } from './mysql-failures.ts';
import type { PreparedStatements } from './prepared-statements.ts';

/**
 * A statement that fails where the one before wrote another number of rows. No server has one for that outside of routines; the greatest
 * number is one that all take. MariaDB makes the error of a `DO` a warning.
 */
const requireRows = 'SET @rows_written = 9223372036854775807 + (ROW_COUNT() <> ?)';
const outOfRange = 1690;

/** A part of a message. */
interface Sent {
  readonly text: string;
  readonly write: Write;
  /** Whether it looks at the rows of the write. */
  readonly looks: boolean;
}

/** For how long a connection on which the server answered is taken for one that is there. */
const answeredMilliseconds = 1_000;

/** What is known of a connection from one lease to the next. */
export interface MysqlSession {
  readonly prepared: PreparedStatements;
  /** When the server last answered, in milliseconds of `performance.now()`. */
  answeredAt: number;
}

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

  /** What TypeORM asks meanwhile goes past whatever waits. */
  async write(sql: string, parameters: readonly SqlValue[], expected?: Expectation): Promise<void> {
    this.requireLent();
    const write = { sql, parameters, expected };
    const mayWait = this.inTransaction && this.isThere && this.managed === undefined;
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
    const sent = this.takenTexts();
    const milliseconds = endMilliseconds + (sent.length > 0 ? statementMilliseconds : 0);
    let answers = 0;
    try {
      await this.send([...sent.map(({ text }) => text), 'COMMIT'], milliseconds, () => answers++);
    } catch (error) {
      // A server stops at what fails, and did not come to the COMMIT.
      const failed = sent[answers];
      if (failed !== undefined && isOfServer(error)) throw errorOfSent(failed, error);
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

  /**
   * Otherwise the connection may be lost without a word, as behind a firewall. Then the first write goes by itself, for what is lost
   * before the COMMIT can be done again.
   */
  private get isThere(): boolean {
    return performance.now() - this.session.answeredAt < answeredMilliseconds;
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
    const sent = this.takenTexts();
    const texts = sent.map(({ text }) => text);
    let answers = 0;
    try {
      await this.send(texts, this.statementTime(), () => answers++);
    } catch (error) {
      this.canOnlyBeUndone = true;
      const failed = sent[answers];
      throw failed === undefined ? error : errorOfSent(failed, error);
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

  private takenTexts(): readonly Sent[] {
    return this.waiting.take().flatMap((write) => {
      const { sql, parameters, expected } = write;
      const sent = { text: format(sql, [...parameters]), write, looks: false };
      return expected === undefined
        ? [sent]
        : [sent, { text: format(requireRows, [expected.rows]), write, looks: true }];
    });
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
        this.session.answeredAt = performance.now();
        resolve(result);
      });
    });
  }
}

function errorOfSent({ write, looks }: Sent, error: unknown): unknown {
  const isOther = looks && error instanceof Error && 'errno' in error && error.errno === outOfRange;
  return errorOfWrite(write, isOther ? new OtherRows() : error, failureOfMysql(error));
}
