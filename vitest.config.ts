import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './tests/support/closing-line-reporter.ts';

/** Suites that start a server in a container of its own. */
export const withContainers = [
  'tests/behaviour/server-takes-no-work.test.ts',
  'tests/contracts/connections-are-encrypted.test.ts',
  'tests/contracts/servers-that-take-no-writes.test.ts',
];

const limits = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  // As long as a browser is waited for on a machine that has much else to do; vitest's own second is not.
  expect: { poll: { timeout: 30_000 } },
};

export default defineConfig({
  test: {
    globalSetup: ['tests/main/build.ts', 'tests/support/mysql-container.ts'],
    reporters: ['default', new ClosingLineReporter()],
    // Most files wait for a database, a browser or a process of theirs, and leave a core idle meanwhile.
    maxWorkers: availableParallelism() + 1,
    // A container comes and goes with a network interface, at which Chromium gives up all that it is loading
    // (net::ERR_NETWORK_CHANGED): no browser runs meanwhile.
    projects: [
      { test: { name: 'containers', include: withContainers, sequence: { groupOrder: 0 }, ...limits } },
      {
        test: {
          name: 'rest',
          include: ['tests/**/*.test.ts'],
          exclude: withContainers,
          sequence: { groupOrder: 1 },
          ...limits,
        },
      },
    ],
  },
});
