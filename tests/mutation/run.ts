import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';

/**
 * Changes the code in small ways, and asks of each change whether a test fails: `npm run mutation`, or
 * `npm run mutation -- criteria scim` for some areas. Ends with 1 where an area's score is too low.
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
const untyped = 'tests/application/untyped-callers-are-refused.test.ts';
const pages = 'tests/application/pages-are-bounded.test.ts';

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
      code: 'application/{,input/,listing/,ports/,use-case/}*.ts',
      tests: [untyped, pages, 'tests/application/permissions*.test.ts'],
    },
    { code: 'application/attributes/**/*.ts', tests: ['tests/application/profile-*.test.ts', journal] },
    { code: 'application/groups/**/*.ts', tests: ['tests/application/groups/*.test.ts', journal, pages] },
    {
      code: 'application/{agents,version}/**/*.ts',
      tests: ['tests/application/{one,single,tokens}*.test.ts', journal],
    },
    {
      code: 'application/{access,accounts,audit,refusals}/**/*.ts',
      tests: ['tests/application/{first,single,tokens,unknown}*.test.ts', journal, pages],
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
    timeoutMS: 10_000,
  }).runMutationTest();
}

interface Score {
  readonly killed: number;
  readonly survived: number;
}

/** Stryker's own score: a mutant that no test runs has survived, one that hangs is killed. */
function scoreOf(mutants: readonly Mutants[number][]): Score {
  const number = (...states: Mutants[number]['status'][]) =>
    mutants.filter(({ status }) => states.includes(status)).length;
  return { killed: number('Killed', 'Timeout'), survived: number('Survived', 'NoCoverage') };
}

const percent = ({ killed, survived }: Score): number => (100 * killed) / (killed + survived);

function show(name: string, score: Score): void {
  const counted = `${score.killed} of ${score.killed + score.survived} mutants killed`;
  process.stdout.write(`${name.padEnd(12)} ${percent(score).toFixed(1).padStart(5)} %  ${counted}\n`);
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(areas, name));
if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${Object.keys(areas).join(', ')}.`);
const scores = new Map<string, Score>();
for (const area of asked.length === 0 ? Object.keys(areas) : asked) {
  const mutants: Mutants[number][] = [];
  for (const [index, part] of (areas[area] ?? []).entries())
    mutants.push(...(await mutate(part, `${area}-${index + 1}`)));
  scores.set(area, scoreOf(mutants));
}
process.stdout.write('\n');
for (const [area, score] of scores) show(area, score);
const sum = (part: keyof Score) => [...scores.values()].reduce((total, score) => total + score[part], 0);
if (scores.size > 1) show('total', { killed: sum('killed'), survived: sum('survived') });
if ([...scores.values()].some((score) => percent(score) < leastScore)) {
  process.stdout.write(`Below ${leastScore} %: the reports in .mutation show which mutants survived.\n`);
  process.exitCode = 1;
}
