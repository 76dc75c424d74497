import type { PoolConnection } from 'mysql2';
import { PreparedStatements } from './prepared-statements.ts';

/** For how long a connection on which the server answered is taken for one that is there. */
const answeredMilliseconds = 1_000;

/** What is known of a connection from one lease to the next. */
export class MysqlSession {
  readonly prepared: PreparedStatements;
  private answeredAt = -Infinity;

  constructor(connection: PoolConnection) {
    this.prepared = new PreparedStatements(connection);
  }

  /** Takes note that the server answered. */
  answered(): void {
    this.answeredAt = performance.now();
  }

  /** Otherwise the connection may be lost without a word, as behind a firewall. */
  get hasJustAnswered(): boolean {
    return performance.now() - this.answeredAt < answeredMilliseconds;
  }
}
