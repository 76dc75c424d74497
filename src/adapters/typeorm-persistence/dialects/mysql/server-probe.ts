import mysql, { type Connection } from 'mysql2';
import { LimitMet } from '../../connections/database-failure.ts';
import { cut } from './cut-connection.ts';
import { connectTo, driverOptions } from './driver-options.ts';
import type { MysqlUrl } from './mysql-url.ts';
import { type Ask, standingOf } from './server-standing.ts';

/** A server that takes longer is busier than one that should be written, or away. */
const answerMilliseconds = 1_000;

/** Asks one of several servers whether it takes writes, on a connection that it keeps. */
export class ServerProbe {
  private connection: Connection | undefined;

  constructor(readonly server: MysqlUrl) {}

  /** @returns why it takes no writes, or cannot be asked; `undefined` where it takes them. */
  async refusal(): Promise<Error | undefined> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const message = `It did not answer in ${answerMilliseconds} ms.`;
    const timer = setTimeout(() => reject(new LimitMet('tooSlow', message)), answerMilliseconds);
    try {
      return (await Promise.race([standingOf(this.ask), late])).refusal;
    } catch (error) {
      this.close();
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    if (this.connection !== undefined) cut(this.connection);
    this.connection = undefined;
  }

  private readonly ask: Ask = (sql) => {
    const connection = this.connected();
    return new Promise((resolve, reject) => {
      connection.query(sql, (error, rows) => {
        if (error) reject(error);
        else resolve(rows as Awaited<ReturnType<Ask>>);
      });
    });
  };

  private connected(): Connection {
    if (this.connection !== undefined) return this.connection;
    const connection = mysql.createConnection({
      ...driverOptions(this.server),
      user: this.server.user,
      connectTimeout: answerMilliseconds,
      stream: () => connectTo(this.server),
    });
    // Whoever asks is told of the error; without a listener, one that comes meanwhile ends the process.
    connection.on('error', () => {
      if (this.connection === connection) this.connection = undefined;
    });
    this.connection = connection;
    return connection;
  }
}
