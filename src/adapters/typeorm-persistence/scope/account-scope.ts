import type { EntitySchema, ObjectLiteral } from 'typeorm';
import type { Caller } from '../../../application/ports/caller.ts';
import type { Clock } from '../../../application/ports/clock.ts';
import type { JournalEntry } from '../../../application/ports/journal-entry.ts';
import { entryOfEvent } from '../../../application/ports/journal-entry.ts';
import type { DomainEvent } from '../../../domain/shared/domain-event.ts';
import type { Expectation, SqlConnection, SqlValue } from '../connections/sql-connection.ts';
import type { SqlDialect } from '../dialects/sql-dialect.ts';
import type { AccountStatement } from './account-statement.ts';
import { AccountTable } from './account-table.ts';

/** The work cannot share its transaction, and what it asked was not done. */
export class NotTogether extends Error {
  override readonly name = 'NotTogether';
}

/** Works cannot be done together, and nothing of any is done. */
export class FallenApart extends Error {
  override readonly name = 'FallenApart';
}

/** The same, since somebody has one of the names. Once it is known whose it is, the others can be done together. */
export class NameTaken extends FallenApart {}

/** A connection lent to one caller. It runs only statements that are bound to the caller's account. */
export class AccountScope {
  /** What is to be done once the transaction is committed, and not when it is undone. */
  readonly afterCommit: (() => void)[] = [];

  /** What the journal is to record of the work, in the order in which it happened. */
  readonly entries: JournalEntry[] = [];

  /** Whether anything of the work is written in the transaction. */
  hasWritten = false;

  private isSealed = false;

  constructor(
    private readonly connection: SqlConnection,
    readonly dialect: SqlDialect,
    readonly caller: Caller,
    /** Whether the work met another's change before, so that what it reads is now locked. */
    readonly locksWhatItReads: boolean,
    /** Tells which exceptions of rules have ended. */
    readonly clock: Clock,
    /** Whether other work writes in the same transaction, in which only agents are stored then. */
    private readonly isShared = false,
  ) {}

  /** The version of the account's policy that the work went by; absent where it asked for none. */
  policyVersion: number | undefined;

  /** Whether the work changes the policy. What it reads of the policy then is not committed yet, and may be undone. */
  changesPolicy = false;

  /** Whether the work goes by agents who stay until the transaction ends. */
  holdsAgents = false;

  /** Whether the work removes agents, by whom others may go. */
  removesAgents = false;

  get goesByWhatItRead(): boolean {
    return this.policyVersion !== undefined || this.holdsAgents;
  }

  get changesWhatOthersGoBy(): boolean {
    return this.changesPolicy || this.removesAgents;
  }

  get locksHoldOnOneNode(): boolean {
    return this.connection.locksHoldOnOneNode;
  }

  /** @throws Error where what is written is a part of the policy, and nobody was kept from going by the old one. */
  requirePolicyChange(): void {
    if (!this.changesPolicy) throw new Error('`beginChange` comes before the policy is written.');
  }

  /** Ends a SELECT of what is to be changed; nothing, unless it is to be locked. */
  get readLock(): string {
    return this.locksWhatItReads ? this.dialect.forUpdate : '';
  }

  /** Takes the events of a change that was stored; the unit of work appends them to the journal before the commit. */
  collect(events: readonly DomainEvent[]): void {
    for (const event of events) this.entries.push(entryOfEvent(this.caller, event));
  }

  rows<Row>(statement: AccountStatement, parameters: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.connection.rows<Row>(statement.sql, statement.bind(this.caller.accountId, parameters));
  }

  /** The account's rows of a table, through TypeORM: for tables that are seldom asked. */
  table<Row extends ObjectLiteral>(entity: EntitySchema<Row>): AccountTable<Row> {
    const requireWritable = () => this.requireUnsealed(entity.options.name);
    return new AccountTable(this.connection.manager, entity, this.caller.accountId, requireWritable);
  }

  /**
   * @returns how many rows were written.
   * @throws Error after the journal was appended: of what is written then, no entry would tell.
   */
  async run(statement: AccountStatement, parameters: readonly SqlValue[]): Promise<number> {
    this.requireUnsealed(statement.sql);
    return this.connection.run(statement.sql, statement.bind(this.caller.accountId, parameters));
  }

  /** The same, where no answer has to be waited for: see `SqlConnection.write`. */
  async write(
    statement: AccountStatement,
    parameters: readonly SqlValue[],
    expected?: Expectation,
  ): Promise<void> {
    this.requireUnsealed(statement.sql);
    await this.connection.write(statement.sql, statement.bind(this.caller.accountId, parameters), expected);
  }

  private requireUnsealed(what: string): void {
    if (this.isShared)
      throw new NotTogether(`Work that shares its transaction may not write by itself: ${what}`);
    if (this.isSealed) throw new Error(`A statement came after the journal's: ${what}`);
  }

  /** From here on every write is refused. */
  seal(): void {
    this.isSealed = true;
  }
}
