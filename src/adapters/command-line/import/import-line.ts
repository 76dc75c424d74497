import { DomainError } from '../../../domain/shared/domain-error.ts';

/** A line of a file, and what it describes or why it describes nothing. */
export interface ImportLine<Item> {
  /** Counting from 1; of several that one item takes, the first. */
  readonly number: number;
  /** How long it is, for the size of what is imported together. */
  readonly size: number;
  readonly item: Item | DomainError;
}

/** How rows of cells under names are read. */
export interface RowNotation<Item> {
  /** A first line, for whoever wrote none. */
  readonly header: string;
  /**
   * How to read rows whose cells stand under these names; what that returns throws `inputInvalid` for a row that is wrong.
   *
   * @throws DomainError `inputInvalid` for a name under which no cell can stand.
   */
  readRows(names: readonly string[]): (cells: readonly string[]) => Item;
}

export type Bytes = AsyncIterable<Uint8Array>;

/** An agent has a quarter of a million characters at most, of up to three bytes each. */
export const lineBytesMax = 1024 * 1024;

export const tooLong = (): DomainError =>
  new DomainError('inputInvalid', `The line is too long; allowed are at most ${lineBytesMax} bytes.`);

export function orRefusal<Item>(read: () => Item): Item | DomainError {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
