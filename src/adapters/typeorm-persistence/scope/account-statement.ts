import { LRUCache } from 'lru-cache';
import type { SqlValue } from '../connections/sql-connection.ts';

/** Of the texts that are kept with what is known of them. Those of filters and lists differ from request to request. */
const charactersMax = 4_000_000;

/**
 * SQL that is bound to an account: `:account` stands wherever the account's id goes, `?` for every other
 * parameter. Text without `:account` does not become a statement, so that none can forget the tenant.
 */
export class AccountStatement {
  private static readonly known = new LRUCache<string, AccountStatement, void>({
    maxSize: charactersMax,
    sizeCalculation: (_, text) => text.length,
    memoMethod: (text) => new AccountStatement(text),
  });

  readonly sql: string;
  private readonly isAccount: readonly boolean[];

  private constructor(text: string) {
    const parameters = [...text.matchAll(/:account\b|\?/g)].map(([parameter]) => parameter !== '?');
    if (!parameters.includes(true)) throw new Error(`The statement is bound to no account: ${text}`);
    this.isAccount = parameters;
    this.sql = text.replaceAll(/:account\b/g, '?');
  }

  /** @throws Error when the text names no account. */
  static of(text: string): AccountStatement {
    return AccountStatement.known.memo(text);
  }

  /** @throws Error when there are more or fewer parameters than the text has room for. */
  bind(accountId: string, parameters: readonly SqlValue[]): SqlValue[] {
    let next = 0;
    const bound = this.isAccount.map((account) => (account ? accountId : (parameters[next++] ?? null)));
    if (next !== parameters.length) {
      throw new Error(`The statement takes ${next} parameters, not ${parameters.length}: ${this.sql}`);
    }
    return bound;
  }
}
