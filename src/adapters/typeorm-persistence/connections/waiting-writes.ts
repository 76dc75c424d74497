import type { SqlValue } from './sql-connection.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** MariaDB takes messages of 16 MiB, and a character is three bytes at most, also where it is escaped. */
const charactersMax = 1_000_000;

/** Writes of a transaction that are sent with what is asked next, so that nobody waits for the answer of each. */
export class WaitingWrites {
  private statements: Statement[] = [];
  private characters = 0;

  get isEmpty(): boolean {
    return this.statements.length === 0;
  }

  /** @returns whether there was room for it, so that a transaction's data is not held twice. */
  add(statement: Statement): boolean {
    const { sql, parameters } = statement;
    const characters = parameters.reduce<number>((sum, value) => sum + String(value).length, sql.length);
    if (this.characters + characters > charactersMax) return false;
    this.statements.push(statement);
    this.characters += characters;
    return true;
  }

  /** All of them, which wait no longer. */
  take(): readonly Statement[] {
    const { statements } = this;
    this.statements = [];
    this.characters = 0;
    return statements;
  }
}
