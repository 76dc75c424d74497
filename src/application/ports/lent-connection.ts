import type { AccountId } from '../../domain/shared/identifiers.ts';

export type LentValue = string | number | null;

/**
 * The connection of a unit of work, lent to an adapter that keeps something of its own in the same database and the
 * same transaction. Each statement is bound to the account of the work: `:account` stands for its id.
 */
export interface LentConnection {
  readonly accountId: AccountId;
  /** How a whole number is bound to LIMIT. */
  limit(rows: number): LentValue;
  /** Whether one transaction at a time writes, so that the order of writing is that of the commits. */
  readonly hasOneWriter: boolean;
  /** Conditions on a row's column that always hold. A statement that looks at many rows can be stopped where they are asked. */
  stoppable(column: string): readonly string[];
  /** @throws Error when the text does not name `:account`. */
  rows<Row>(sql: string, parameters: readonly LentValue[]): Promise<readonly Row[]>;
  /**
   * May be sent with what is asked next, and its error then comes from there.
   *
   * @throws Error when the text does not name `:account`.
   */
  write(sql: string, parameters: readonly LentValue[]): Promise<void>;
  /** A question about all accounts; only for what tells nothing of any of them, such as a position in a sequence. */
  rowsOfAllAccounts<Row>(sql: string, parameters: readonly LentValue[]): Promise<readonly Row[]>;
  /** The same for what is written; see `write`. */
  writeOfAllAccounts(sql: string, parameters: readonly LentValue[]): Promise<void>;
}
