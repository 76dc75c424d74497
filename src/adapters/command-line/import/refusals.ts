import { type FileHandle, open } from 'node:fs/promises';
import { errorMessage } from '../error-message.ts';
import { OperatorError } from '../operator-error.ts';

/** A line that was refused: where, whom it is about as far as that can be read, and why. */
export interface RefusedLine {
  readonly line: number;
  readonly userName?: string;
  readonly code: string;
  readonly message: string;
}

/** Told by themselves; a file has all of them. */
const toldMax = 20;

/** Where refused lines are told: all of them in a file, some of them as text. */
export class Refusals {
  private readonly first: RefusedLine[] = [];
  private written: Promise<unknown> = Promise.resolve();

  private constructor(private readonly file: FileHandle | undefined) {}

  /** Nobody but the operator is to read who is named in it. @throws OperatorError `fileUnwritable`. */
  static async open(path: string | undefined): Promise<Refusals> {
    try {
      return new Refusals(path === undefined ? undefined : await open(path, 'w', 0o600));
    } catch (error) {
      throw new OperatorError('fileUnwritable', `The file ${path} cannot be written: ${errorMessage(error)}`);
    }
  }

  /** Some of those that were told first, in the order of the file. */
  get told(): readonly RefusedLine[] {
    return this.first.toSorted((left, right) => left.line - right.line);
  }

  async add(refused: RefusedLine): Promise<void> {
    if (this.first.length < toldMax) this.first.push(refused);
    // Batches end at the same time, and a file takes one write after the other.
    this.written = this.written.then(() => this.file?.write(`${JSON.stringify(refused)}\n`));
    await this.written;
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}
