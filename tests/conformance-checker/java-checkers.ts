import { globSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Checker, type Checkers, failureOf, outcomeOf, stepsOfClients, workFolder } from './checker.ts';

const sources = join(import.meta.dirname, 'java');
const libraries = join(workFolder, 'java', 'libraries');
const classes = join(workFolder, 'java', 'classes');
const everyLibrary = join(libraries, '*');

const copyDependencies = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';

function prepare(): string | undefined {
  for (const tool of ['mvn', 'javac']) {
    if (failureOf(tool, ['--version']) !== undefined) {
      return 'Maven, or a JDK (17 or newer), is not installed.\nOn Debian or Ubuntu: apt-get install maven default-jdk-headless';
    }
  }
  for (const folder of [libraries, classes]) rmSync(folder, { recursive: true, force: true });
  const goal = [copyDependencies, `-DoutputDirectory=${join(process.cwd(), libraries)}`];
  // -U asks again for what a registry did not have, or was not reached for, the last time.
  const unfetched = failureOf('mvn', ['-q', '-B', '-U', '-f', join(sources, 'pom.xml'), ...goal]);
  if (unfetched !== undefined) {
    return `The libraries of java/pom.xml could not be fetched. Is a Maven registry reached?\n${unfetched}`;
  }
  const javac = ['-Xlint:all', '-Werror', '-d', classes, '-cp', everyLibrary];
  const failure = failureOf('javac', [...javac, ...globSync(join(sources, '*.java'))]);
  if (failure !== undefined) throw new Error(`The programs in ${sources} do not compile:\n${failure}`);
  return undefined;
}

const client = (name: string, program: string): Checker => ({
  name,
  check: ({ baseUrl, token }) =>
    outcomeOf('java', ['-cp', classes + delimiter + everyLibrary, program, baseUrl, token], stepsOfClients),
});

export const javaCheckers: Checkers = {
  prepare,
  checkers: [
    client('UnboundID scim2-sdk-client (Java)', 'UnboundIdClient'),
    client('Captain-P-Goldfish scim-sdk-client (Java)', 'CaptainGoldfishClient'),
  ],
};
