import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './tests/support/closing-line-reporter.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/main/build.ts', 'tests/support/mysql-container.ts'],
    reporters: ['default', new ClosingLineReporter()],
    // Most files wait for a database, a browser or a process of theirs, and leave a core idle meanwhile.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // As long as a browser is waited for on a machine that has much else to do; vitest's own second is not.
    expect: { poll: { timeout: 30_000 } },
  },
});
