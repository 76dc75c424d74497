// `npm run test:processes`: contract and behaviour suites on one MySQL that two processes work on. `rollcall serve` runs on each
// database beside the suite, with its numbering, index of terms, sealing and jobs; and where a suite speaks HTTP, its requests are
// answered by the suite's own process and by that one in turn.
//
// In turn finds most: whatever one process keeps in memory (policies, names of attributes, lists, accounts, tokens) is wrong as soon
// as the other one has changed it, and each assertion behind a change then asks the other process. To run all suites with a process
// that works and answers nothing would be longer, and would find only what two of them do to the same rows. Left out are suites that
// put a clock forward, read the log of their process, have an unchanging database, or count what the server is asked.
import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from '../support/closing-line-reporter.ts';

const suites = {
  contracts: [
    ...['accounts-and-tokens', 'agent-repository', 'agents-are-kept-exactly', 'groups-are-kept'],
    ...[
      'groups-members-come-and-go',
      'groups-over-scim',
      'journal-has-one-order',
      'journal-readers-skip-nothing',
    ],
    ...['lists-are-remembered-exactly', 'rules-decide-membership', 'sign-ins-count-once'],
    ...['sinks-are-fed-by-one-process', 'unit-of-work', 'work-is-done-together'],
  ],
  behaviour: [
    ...['accounts-are-apart', 'audit-log-tells-requests', 'concurrent-requests-lose-nothing'],
    ...['templates-keep-step', 'totals-are-those-of-now'],
  ],
  'adapters/koa-scim': [
    ...['deactivation-wins', 'filters-agree', 'member-operations-apply-in-order'],
    ...['nothing-changes-without-a-word', 'removal-of-members-wins'],
  ],
  'adapters/koa-admin': ['agents-are-administered', 'what-would-change-is-told'],
  'application/groups': ['template-groups-come-and-go', 'rule-effects-are-found-again'],
  conformance: ['recorded-conversations'],
};

export default defineConfig({
  test: {
    include: Object.entries(suites).flatMap(([folder, names]) =>
      names.map((name) => `tests/${folder}/${name}.test.ts`),
    ),
    globalSetup: ['tests/main/build.ts', 'tests/support/mysql-container.ts'],
    reporters: ['default', new ClosingLineReporter()],
    provide: { hasProcessBeside: true },
    // One product; the suites themselves run on all of them.
    env: { MARIADB_TEST_URL: '' },
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
