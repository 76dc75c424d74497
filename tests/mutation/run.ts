import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';

/**
 * Changes the code in small ways, and asks of each change whether a test fails: `npm run mutation`, or
 * `npm run mutation -- criteria application-2` for some areas and parts. Ends with 1 where a score is too low.
 */

const leastScore = 85;

// What tests leave goes with it.
const folder = mkdtempSync(join(tmpdir(), 'rollcall-mutation-'));
process.env.TMPDIR = folder;
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Code of an area, and the tests that judge it: the nearest, and no slower ones than needed. */
interface Part {
  readonly code: string;
  readonly tests: readonly string[];
}

const journal = 'tests/application/in-the-journal/*.test.ts';

const areas: Readonly<Record<string, readonly Part[]>> = {
  criteria: [
    { code: 'criteria/**/*.ts', tests: ['tests/criteria/*.test.ts', 'tests/scim/filter/*.test.ts'] },
  ],
  domain: [{ code: 'domain/**/*.ts', tests: ['tests/criteria/*.test.ts', 'tests/domain/**/*.test.ts'] }],
  // The folders, and thereby without the thousands of random bodies that are read by arbitrary-input-is-refused.
  scim: [
    {
      code: 'scim/**/*.ts',
      tests: ['tests/scim/*/*.test.ts', 'tests/scim/{entity-tags,scim-error}.test.ts'],
    },
  ],
  application: [
    {
      code: 'application/{,input/,listing/,ports/,requester/,use-case/}*.ts',
      tests: ['tests/application/*.test.ts', 'tests/application/{input,listing}/*.test.ts'],
    },
    { code: 'application/attributes/**/*.ts', tests: ['tests/application/attributes/*.test.ts', journal] },
    { code: 'application/groups/**/*.ts', tests: ['tests/application/groups/*.test.ts', journal] },
    { code: 'application/{agents,version}/**/*.ts', tests: ['tests/application/agents/*.test.ts', journal] },
    {
      code: 'application/{access,accounts,audit,refusals}/**/*.ts',
      tests: ['tests/application/{access,accounts,refusals}/*.test.ts', journal],
    },
  ],
};

type Mutants = Awaited<ReturnType<Stryker['runMutationTest']>>;

async function mutate({ code, tests }: Part, name: string): Promise<Mutants> {
  process.env.MUTATION_TESTS = tests.join(' ');
  return new Stryker({
    mutate: [`src/${code}`],
    testRunner: 'in-process',
    plugins: [fileURLToPath(new URL('./in-process-runner.ts', import.meta.url))],
    coverageAnalysis: 'perTest',
    // What runs while a module is loaded would need all tests in a new process for each mutant.
    ignoreStatic: true,
    // Stryker reads compiler options through an API that TypeScript 7 does not have.
    tsconfigFile: 'none',
    ignorePatterns: ['dist', 'data', 'docs', '.mutation'],
    tempDirName: `.mutation/${name}`,
    reporters: ['progress-append-only', 'html', 'json'],
    htmlReporter: { fileName: `.mutation/${name}.html` },
    jsonReporter: { fileName: `.mutation/${name}.json` },
    concurrency: 2,
    // Longer than work is repeated that conflicts for ever, and than a loaded machine takes.
    timeoutMS: 40_000,
  }).runMutationTest();
}

/** Stryker's own score: a mutant that no test runs has survived, one that hangs is killed. */
interface Score {
  readonly killed: number;
  readonly survived: number;
  /** Of those that were killed. */
  readonly hung: number;
}

function scoreOf(mutants: readonly Mutants[number][]): Score {
  const number = (...states: Mutants[number]['status'][]) =>
    mutants.filter(({ status }) => states.includes(status)).length;
  return {
    killed: number('Killed', 'Timeout'),
    survived: number('Survived', 'NoCoverage'),
    hung: number('Timeout'),
  };
}

const percent = ({ killed, survived }: Score): number => (100 * killed) / (killed + survived);

function show(name: string, score: Score): void {
  const { killed, survived, hung } = score;
  const counted = `${killed} of ${killed + survived} mutants killed, ${hung} of them by hanging`;
  process.stdout.write(`${name.padEnd(13)} ${percent(score).toFixed(1).padStart(5)} %  ${counted}\n`);
}

const parts = Object.entries(areas).flatMap(([area, ofArea]) =>
  ofArea.map((part, index) => ({ area, name: `${area}-${index + 1}`, ...part })),
);
const asked = process.argv.slice(2);
const unknown = asked.find((name) => !parts.some((part) => part.area === name || part.name === name));
if (unknown !== undefined)
  throw new Error(`"${unknown}" is none of ${parts.map(({ name }) => name).join(', ')}.`);
const measured = new Map<string, Mutants[number][]>();
for (const part of parts) {
  if (asked.length > 0 && !asked.includes(part.area) && !asked.includes(part.name)) continue;
  const name = asked.includes(part.name) ? part.name : part.area;
  measured.set(name, [...(measured.get(name) ?? []), ...(await mutate(part, part.name))]);
}
process.stdout.write('\n');
for (const [name, mutants] of measured) show(name, scoreOf(mutants));
if (measured.size > 1) show('total', scoreOf([...measured.values()].flat()));
if ([...measured.values()].some((mutants) => percent(scoreOf(mutants)) < leastScore)) {
  process.stdout.write(`Below ${leastScore} %: the reports in .mutation show which mutants survived.\n`);
  process.exitCode = 1;
}
