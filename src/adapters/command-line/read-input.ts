import { createReadStream } from 'node:fs';
import { errorMessage } from './error-message.ts';
import { OperatorError } from './operator-error.ts';

const bytesMax = 2 * 1024 ** 2;

/**
 * The text of a file, or of standard input for "-".
 *
 * @throws OperatorError `fileUnreadable`.
 */
export async function readInput(file: string): Promise<string> {
  const named = file === '-' ? 'Standard input' : `The file ${file}`;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    const bytes: AsyncIterable<Buffer> = file === '-' ? process.stdin : createReadStream(file);
    for await (const chunk of bytes) {
      length += chunk.length;
      if (length > bytesMax) throw new Error(`it has more than ${bytesMax} bytes`);
      chunks.push(chunk);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new OperatorError('fileUnreadable', `${named} cannot be read: ${errorMessage(error)}`);
  }
}
