import { declaringIn, Suite, type Test } from './test-collection.ts';

export interface TestRun {
  readonly test: Test;
  readonly error?: unknown;
  readonly milliseconds: number;
}

export interface Watcher {
  /** Called before whatever runs on behalf of a suite or a test, and with `undefined` after it. */
  entering(id: string | undefined): void;
}

/**
 * Runs the tests that are wanted, with the hooks of their suites, and stops after the first that fails where it is
 * asked to.
 */
export async function runTests(
  files: readonly Suite[],
  isWanted: (test: Test) => boolean,
  watcher: Watcher,
  stopsAtFailure: boolean,
): Promise<TestRun[]> {
  const runs: TestRun[] = [];
  const isOver = () => stopsAtFailure && runs.some(({ error }) => error !== undefined);

  async function runSuite(suite: Suite, outer: readonly Suite[]): Promise<void> {
    const wanted = suite.tests().filter(isWanted);
    if (wanted.length === 0 || isOver()) return;
    // A hook may declare another one while it runs; the next run must not find it.
    const running = new Suite(suite.id);
    running.afterAll.push(...suite.afterAll);
    await declaringIn(running, async () => {
      const started = performance.now();
      const error = await failureOf(async () => {
        watcher.entering(suite.id);
        for (const hook of suite.beforeAll) await hook();
      });
      if (error !== undefined) runs.push(...wanted.map((test) => runOf(test, started, error)));
      else await runChildren(suite, [...outer, suite]);
      watcher.entering(suite.id);
      for (const hook of running.afterAll.toReversed()) await failureOf(hook);
      watcher.entering(undefined);
    });
  }

  async function runChildren(suite: Suite, suites: readonly Suite[]): Promise<void> {
    for (const child of suite.children) {
      if (isOver()) return;
      if (child instanceof Suite) await runSuite(child, suites);
      else if (isWanted(child)) runs.push(await runTest(child, suites, watcher));
    }
  }

  for (const file of files) await runSuite(file, []);
  return runs;
}

async function runTest(test: Test, suites: readonly Suite[], watcher: Watcher): Promise<TestRun> {
  const started = performance.now();
  watcher.entering(test.id);
  const error = await failureOf(async () => {
    for (const hook of suites.flatMap(({ beforeEach }) => beforeEach)) await hook();
    await test.run();
  });
  for (const hook of suites.flatMap(({ afterEach }) => afterEach)) await failureOf(hook);
  watcher.entering(undefined);
  return runOf(test, started, error);
}

const runOf = (test: Test, started: number, error: unknown): TestRun => ({
  test,
  milliseconds: performance.now() - started,
  ...(error === undefined ? {} : { error }),
});

async function failureOf(work: () => unknown): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return error ?? new Error('Something without a value was thrown.');
  }
}
