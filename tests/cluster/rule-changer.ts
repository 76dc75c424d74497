import { setTimeout as pause } from 'node:timers/promises';
import type * as InProcess from '../../src/main/in-process.ts';

const everyMilliseconds = 50;

/** What was acknowledged of one group whose rule is changed again and again. */
export interface ChangedRules {
  readonly group: string;
  changes: number;
}

/**
 * Opens the service in this process and changes the policy of an account, beside processes that write by it, until it is told
 * to stop.
 */
export async function changeRules(
  databaseUrl: string,
  account: string,
  stop: AbortSignal,
): Promise<() => Promise<ChangedRules>> {
  const program = new URL('../../dist/src/main/in-process.js', import.meta.url).href;
  const { accountId, openRollcall } = (await import(program)) as typeof InProcess;
  const rollcall = await openRollcall({ serviceName: 'rules', databaseUrl, logLevel: 'silent' });
  const caller = () => rollcall.caller(accountId(account));
  const desired = { displayName: 'Titled' };
  const ruleOf = (title: number) => ({ text: `title eq "${title}"` });
  const made = await rollcall.createRuleGroup(caller(), { desired, rule: ruleOf(0) });
  const { id } = made.group.state;
  const told = { group: id, changes: 0 };
  const changing = (async () => {
    for (let title = 1; !stop.aborted; title = (title + 1) % 4) {
      await rollcall.changeGroupRule(caller(), { id, revise: () => ruleOf(title) }).then(
        () => {
          told.changes += 1;
        },
        (error: unknown) => {
          if ((error as Error).name !== 'StorageUnavailable') throw error;
        },
      );
      await pause(everyMilliseconds);
    }
  })();
  return async () => {
    await changing;
    await rollcall.close();
    return told;
  };
}
