import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { loadTests } from './load-tests.ts';
import { runTests, type TestRun } from './run-tests.ts';
import type { Suite, Test } from './test-collection.ts';

type Coverage = Record<string, Record<string, number>>;

/** What the mutated code reads and writes. */
interface Instrumentation {
  activeMutant?: string;
  currentTestId?: string;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: { static: Record<string, number>; perTest: Coverage };
}

/**
 * Runs tests for Stryker in its own process, in which they are loaded once. Its runner for Vitest starts a worker for
 * each mutant and loads everything again, which takes a hundred times as long as the tests.
 */
class InProcessRunner implements TestRunner {
  private readonly instrumentation = instrumentation();
  private files: readonly Suite[] = [];

  capabilities() {
    // No mutant is active while the tests are loaded, so loading them again would change nothing.
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'tests-'));
    // That a property fails is enough: to look for the smallest case of each mutant takes seconds.
    fc.configureGlobal({ endOnFailure: true });
    this.files = await loadTests((process.env.MUTATION_TESTS ?? '').split(' '));
  }

  async dryRun(_options: DryRunOptions): Promise<DryRunResult> {
    const runs = await this.run(() => true, false);
    const coverage = this.instrumentation.mutantCoverage;
    if (coverage !== undefined) for (const file of this.files) coverHooks(file, coverage.perTest);
    return {
      status: DryRunStatus.Complete,
      tests: runs.map(({ test, error, milliseconds }) => {
        const result = { id: test.id, name: test.id, timeSpentMs: milliseconds };
        return error === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: String(error) };
      }),
      ...(coverage === undefined ? {} : { mutantCoverage: coverage }),
    };
  }

  async mutantRun({ activeMutant, hitLimit, testFilter }: MutantRunOptions): Promise<MutantRunResult> {
    const asked = new Set(testFilter);
    const isAsked = ({ id }: Test) => testFilter === undefined || asked.has(id);
    this.instrumentation.hitCount = 0;
    Object.assign(this.instrumentation, { activeMutant: activeMutant.id, hitLimit });
    const runs = await this.run(isAsked, true);
    Object.assign(this.instrumentation, { activeMutant: undefined, hitLimit: undefined });
    if (runs.length === 0) throw new Error(`No test of ${[...asked].join(', ')} was loaded.`);
    const endless = determineHitLimitReached(this.instrumentation.hitCount, hitLimit);
    if (endless !== undefined) return { ...endless, status: MutantRunStatus.Timeout };
    const failed = runs.find(({ error }) => error !== undefined);
    if (failed === undefined) return { status: MutantRunStatus.Survived, nrOfTests: runs.length };
    await this.refuseFailureWithoutMutant(runs, failed);
    return {
      status: MutantRunStatus.Killed,
      killedBy: [failed.test.id],
      failureMessage: String(failed.error),
      nrOfTests: runs.length,
    };
  }

  /**
   * Ends the process where the test fails without the mutant as well, since another mutant has left something behind.
   * Stryker tries again in a new process.
   */
  private async refuseFailureWithoutMutant(runs: readonly TestRun[], failed: TestRun): Promise<void> {
    const alone = await this.run((test) => test === failed.test, true);
    if (alone.every(({ error }) => error === undefined)) return;
    // It may need what the tests before it did.
    const before = new Set(runs.map(({ test }) => test));
    const again = await this.run((test) => before.has(test), true);
    const fault = again.find(({ error }) => error !== undefined);
    if (fault === undefined) return;
    process.stderr.write(`Fails without a mutant: ${failed.test.id}: ${String(fault.error)}\n`);
    process.exit(1);
  }

  private async run(isWanted: (test: Test) => boolean, stopsAtFailure: boolean): Promise<TestRun[]> {
    const entering = (id: string | undefined) => Object.assign(this.instrumentation, { currentTestId: id });
    const runs = await runTests(this.files, isWanted, { entering }, stopsAtFailure);
    // Tests have their databases removed when Vitest is done with a file, and here no file is ever done with.
    rmSync(tmpdir(), { recursive: true });
    mkdirSync(tmpdir());
    return runs;
  }
}

function instrumentation(): Instrumentation {
  const holder = globalThis as unknown as Record<string, Instrumentation>;
  holder[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {};
  return holder[INSTRUMENTER_CONSTANTS.NAMESPACE] as Instrumentation;
}

/** Each test of a suite needs what the suite's hooks run. */
function coverHooks(suite: Suite, coverage: Coverage): void {
  for (const { id } of suite.tests()) coverage[id] = { ...coverage[suite.id], ...coverage[id] };
  delete coverage[suite.id];
  for (const child of suite.children) if ('children' in child) coverHooks(child, coverage);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
