import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/**
 * The `NAME=value` lines of a file, in UTF-8.
 *
 * @throws Error of the operating system; Error that says in which line there is something else than text.
 */
export function readConfigFile(file: string): Readonly<Record<string, string | undefined>> {
  const bytes = readFileSync(file);
  const line =
    bytes
      .toString('latin1')
      .split('\n')
      .findIndex((one) => !isText(one)) + 1;
  if (line > 0) {
    throw new Error(
      `line ${line} of ${file} is no UTF-8 text. Save the file as UTF-8, or write the line anew`,
    );
  }
  return parseEnv(text.decode(bytes));
}

/** Leaves out a byte order mark, which would become a part of the first name. */
const text = new TextDecoder('utf-8', { fatal: true });

/** @param bytes - each of them a character. */
function isText(bytes: string): boolean {
  // UTF-16 of English text is UTF-8 as well, with a zero byte beside each letter.
  if (bytes.includes('\0')) return false;
  try {
    text.decode(Buffer.from(bytes, 'latin1'));
    return true;
  } catch {
    return false;
  }
}
