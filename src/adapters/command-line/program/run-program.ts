import { type Command, CommanderError } from 'commander';
import { errorMessage } from '../error-message.ts';
import type { Installation } from '../installation.ts';
import { OutputClosed, watchOutput } from '../output.ts';
import { calledBy, findVerb } from './find-verb.ts';
import { rollcallProgram } from './program.ts';

const [failure, usageError] = [1, 2];

/**
 * Runs one invocation and sets the exit code: 0, 1 when the verb failed, 2 when it was called wrongly. Errors
 * go to standard error, with `--json` as `{"error":{"code","message"}}`.
 */
export async function runProgram(installation: Installation, argv: readonly string[]): Promise<void> {
  watchOutput();
  const [, , first, ...rest] = argv;
  // commander's own help takes one word only.
  const words = first === 'help' ? [...rest, '--help'] : argv.slice(2);
  const program = rollcallProgram(installation);
  try {
    await parse(program, words);
  } catch (error) {
    if (error instanceof OutputClosed || (error instanceof CommanderError && error.exitCode === 0)) return;
    const called = error instanceof CommanderError;
    process.exitCode = called ? usageError : failure;
    // Called without a verb, the program has shown its help already.
    if (called && error.code === 'commander.help') return;
    process.stderr.write(words.includes('--json') ? jsonOf(error) : textOf(error, program, words));
  }
}

/** Of several mistakes in a call, commander tells the one that is least likely to be the cause of the others. */
async function parse(program: Command, words: readonly string[]): Promise<void> {
  const { verb, unknown } = findVerb(program, words);
  // The help of a group would hide that the group has no such verb.
  const helpless = unknown === undefined ? words : words.filter((word) => !helpOptions.has(word));
  try {
    await program.parseAsync(helpless, { from: 'user' });
  } catch (error) {
    const isMissing = error instanceof CommanderError && error.code === missingOption;
    if (!isMissing || !verb.parseOptions([...words]).unknown.some((word) => word.startsWith('-')))
      throw error;
    // What is missing may be what was spelt wrongly, for which commander knows the right spelling.
    for (const option of verb.options) option.mandatory = false;
    await program.parseAsync(words, { from: 'user' });
  }
}

const helpOptions: ReadonlySet<string> = new Set(['--help', '-h']);
const missingOption = 'commander.missingMandatoryOptionValue';

const jsonOf = (error: unknown): string =>
  `${JSON.stringify({ error: { code: codeOf(error), message: messageOf(error) } })}\n`;

const textOf = (error: unknown, program: Command, words: readonly string[]): string =>
  error instanceof CommanderError
    ? `${messageOf(error)}\nSee: ${calledBy(findVerb(program, words).verb)} --help\n`
    : `${messageOf(error)}\n`;

const messageOf = (error: unknown): string => errorMessage(error).replace(/^error: /, '');

/** A domain error's code as it is, otherwise the error's name: `storageUnavailable`. */
function codeOf(error: unknown): string {
  if (error instanceof CommanderError) return 'usage';
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.name.charAt(0).toLowerCase() + error.name.slice(1);
}
