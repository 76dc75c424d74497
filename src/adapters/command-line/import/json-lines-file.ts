import { type FileHandle, open } from 'node:fs/promises';
import { errorMessage } from '../error-message.ts';
import { OperatorError } from '../operator-error.ts';

/** A file that is written one JSON object a line, as these come. */
export class JsonLinesFile {
  private written: Promise<unknown> = Promise.resolve();

  private constructor(private readonly file: FileHandle) {}

  /** Nobody but the operator is to read who is named in it. @throws OperatorError `fileUnwritable`. */
  static async open(path: string): Promise<JsonLinesFile> {
    try {
      return new JsonLinesFile(await open(path, 'w', 0o600));
    } catch (error) {
      throw new OperatorError('fileUnwritable', `The file ${path} cannot be written: ${errorMessage(error)}`);
    }
  }

  async add(object: object): Promise<void> {
    // Batches end at the same time, and a file takes one write after the other.
    this.written = this.written.then(() => this.file.write(`${JSON.stringify(object)}\n`));
    await this.written;
  }

  async close(): Promise<void> {
    await this.file.close();
  }
}
