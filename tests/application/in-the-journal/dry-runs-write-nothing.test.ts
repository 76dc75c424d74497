import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Application, DryRuns } from '../../../src/application/application.ts';
import { type UseCases, useCases } from '../../../src/application/index.ts';
import { allRows } from '../../support/all-rows.ts';
import { applicationOn, dryRunsOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { cases } from './cases.ts';
import { filledAccount } from './filled-account.ts';

type DryRun = (...asked: readonly unknown[]) => Promise<unknown>;

/** Ends what is done once the use case was tried. */
class Tried extends Error {}

/** What is noted behind an answer, such as the last use of a token. */
const behindAnswersMilliseconds = 50;

const names = Object.keys(cases) as readonly (keyof UseCases)[];
/** Those that are given what only reads have nothing to write with. */
const writing = names.filter((name) => useCases[name].kind !== 'reads');

onEachDatabase('a dry run', (product) => {
  const stage = stageOn(product);

  describe.each(writing)('of %s', (name) => {
    test('does what is asked, and leaves every table as it was', async () => {
      const account = await filledAccount(stage());
      const { application, caller, url } = account;
      await application.sealAuditLog(caller);
      // Neither sealed nor, on a server, given a position.
      await application.issueToken(caller, { name: 'Unsealed' });
      const trying = (all: Application, dryRuns: DryRuns): Application => ({
        ...all,
        [name]: async (...asked: readonly unknown[]) => {
          await all.readAuditLog(caller, { limit: 1 });
          const before = await allRows(url, product);
          await (dryRuns[name] as DryRun)(...asked);
          await pause(behindAnswersMilliseconds);
          expect(await allRows(url, product)).toEqual(before);
          throw new Tried();
        },
      });
      const tried = cases[name].does({
        ...account,
        application: trying(application, dryRunsOn(account.storage)),
        applicationOn: (...on) => trying(applicationOn(...on), dryRunsOn(...on)),
      });
      await expect(tried).rejects.toThrow(Tried);
    });
  });
});
