import type { Command } from 'commander';
import type { Caller } from '../../application/ports/caller.ts';
import { chooseAccount } from './choose-account.ts';
import type { Installation } from './installation.ts';
import type { LongOutcome, Outcome } from './output.ts';
import { accountOption, runVerb, type Session, type VerbOptions, verb } from './verb.ts';

/** Adds a verb to a group of verbs, or to the program. */
export type AddVerb = (parent: Command, installation: Installation) => void;

/** A session in the account that `--account` names. */
export interface AccountSession extends Session {
  readonly caller: Caller;
}

interface AccountVerb<Options> {
  readonly usage: string;
  readonly summary: string;
  /** Declares what the verb takes besides `--account` and `--json`. */
  readonly options?: (command: Command) => Command;
  /** @param named - what `usage` names, in its order; a name that takes several is a list. */
  readonly run: (
    session: AccountSession,
    options: VerbOptions & Options,
    ...named: readonly never[]
  ) => Promise<Outcome | LongOutcome>;
}

/** A verb about one account. */
export const accountVerb =
  <Options = object>({
    usage,
    summary,
    options = (command) => command,
    run,
  }: AccountVerb<Options>): AddVerb =>
  (parent, installation) => {
    const command = options(verb(parent, usage, summary).addOption(accountOption()));
    // commander calls with what was named, the options and the command.
    command.action((...called: readonly unknown[]) => {
      const given = called.at(-2) as VerbOptions & Options & { readonly account?: string };
      return runVerb(installation, given, async (session) => {
        const caller = await chooseAccount(session, given.account);
        return run({ ...session, caller }, given, ...(called.slice(0, -2) as never[]));
      });
    });
  };
