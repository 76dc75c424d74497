import { CommanderError } from 'commander';
import { errorMessage } from '../error-message.ts';
import type { Installation } from '../installation.ts';
import { OutputClosed, watchOutput } from '../output.ts';
import { rollcallProgram } from './program.ts';

const [failure, usageError] = [1, 2];

/**
 * Runs one invocation and sets the exit code: 0, 1 when the verb failed, 2 when it was called wrongly. Errors
 * go to standard error, with `--json` as `{"error":{"code","message"}}`.
 */
export async function runProgram(installation: Installation, argv: readonly string[]): Promise<void> {
  watchOutput();
  try {
    await rollcallProgram(installation).parseAsync(argv);
  } catch (error) {
    if (error instanceof OutputClosed || (error instanceof CommanderError && error.exitCode === 0)) return;
    const called = error instanceof CommanderError;
    process.exitCode = called ? usageError : failure;
    // Called without a verb, the program has shown its help already.
    if (called && error.code === 'commander.help') return;
    process.stderr.write(argv.includes('--json') ? jsonOf(error) : textOf(error));
  }
}

const jsonOf = (error: unknown): string =>
  `${JSON.stringify({ error: { code: codeOf(error), message: messageOf(error) } })}\n`;

const textOf = (error: unknown): string =>
  `${messageOf(error)}\n${error instanceof CommanderError ? 'See: rollcall --help\n' : ''}`;

const messageOf = (error: unknown): string => errorMessage(error).replace(/^error: /, '');

/** A domain error's code as it is, otherwise the error's name: `storageUnavailable`. */
function codeOf(error: unknown): string {
  if (error instanceof CommanderError) return 'usage';
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name.charAt(0).toLowerCase() + error.name.slice(1);
}
