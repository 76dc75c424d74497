import type { Caller } from '../../application/ports/caller.ts';
import type { AccountStatement } from './account-statement.ts';
import type { SqlConnection, SqlValue } from './connections/sql-connection.ts';
import type { SqlDialect } from './dialects/sql-dialect.ts';

/** A connection lent to one caller. It runs only statements that are bound to the caller's account. */
export class AccountScope {
  /** What is to be done once the transaction is committed, and not when it is undone. */
  readonly afterCommit: (() => void)[] = [];

  constructor(
    private readonly connection: SqlConnection,
    readonly dialect: SqlDialect,
    readonly caller: Caller,
    /** Whether the work met another's change before, so that what it reads is now locked. */
    readonly locksWhatItReads: boolean,
  ) {}

  /** The version of the account's policy that the work went by; absent where it asked for none. */
  policyVersion: number | undefined;

  /** Whether the work changes the policy: what it reads of it then is nobody else's yet, and may be undone. */
  changesPolicy = false;

  /** Ends a SELECT of what is to be changed; nothing, unless it is to be locked. */
  get readLock(): string {
    return this.locksWhatItReads ? this.dialect.forUpdate : '';
  }

  rows<Row>(statement: AccountStatement, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.connection.rows<Row>(statement.sql, statement.bind(this.caller.accountId, parameters));
  }

  /** @returns how many rows were written. */
  run(statement: AccountStatement, parameters: readonly SqlValue[]): Promise<number> {
    return this.connection.run(statement.sql, statement.bind(this.caller.accountId, parameters));
  }
}
