import type { Command } from 'commander';

/** Where words lead: the verb or group of verbs, and the word behind it that names no verb of that group. */
export interface FoundVerb {
  readonly verb: Command;
  readonly unknown?: string;
}

/** @param words - as they were typed; options before the verb are passed over. */
export function findVerb(program: Command, words: readonly string[]): FoundVerb {
  let verb = program;
  for (const word of words) {
    if (word.startsWith('-')) continue;
    if (verb.commands.length === 0) break;
    const next = verb.commands.find((command) => command.name() === word);
    if (next === undefined) return { verb, unknown: word };
    verb = next;
  }
  return { verb };
}

/** What is typed to call it, such as `rollcall token create`. */
export const calledBy = (verb: Command): string =>
  verb.parent === null ? verb.name() : `${calledBy(verb.parent)} ${verb.name()}`;
