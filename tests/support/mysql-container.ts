import { GenericContainer, type StartedTestContainer, Wait } from 'testcontainers';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A URL under whose user databases may be created; absent where MySQL does not run. */
    mysqlServerUrl: string | undefined;
  }
}

/**
 * One MySQL server for the whole run, that of `MYSQL_TEST_URL` where it is set; each test file makes databases of
 * its own in it.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (process.env.MYSQL_TEST_URL) {
    project.provide('mysqlServerUrl', process.env.MYSQL_TEST_URL);
    return undefined;
  }
  const container = await startMysql().catch(skipUnlessRequired);
  if (container === undefined) {
    project.provide('mysqlServerUrl', undefined);
    return undefined;
  }
  project.provide('mysqlServerUrl', urlOf(container));
  return async () => {
    await container.stop();
  };
}

/**
 * @param options - of the server, such as `--require-secure-transport=ON`.
 * @param sockets - a folder of this machine in which its socket is to be, as `mysqld.sock`.
 */
export const startMysql = (
  options: readonly string[] = [],
  sockets?: string,
): Promise<StartedTestContainer> =>
  new GenericContainer(process.env.MYSQL_TEST_IMAGE ?? 'mysql:9.7')
    .withEnvironment({ MYSQL_ROOT_PASSWORD: 'rollcall', MYSQL_DATABASE: 'rollcall' })
    .withExposedPorts(3306)
    // Tests ask whether what was committed can be read, not whether it survives a power cut.
    .withBindMounts(sockets === undefined ? [] : [{ source: sockets, target: '/sockets' }])
    .withCommand(['--innodb-flush-log-at-trx-commit=2', '--sync-binlog=0', ...options])
    .withWaitStrategy(Wait.forLogMessage(/ready for connections.*port: 3306/))
    .start();

export const urlOf = (container: StartedTestContainer): string =>
  `mysql://root:rollcall@${container.getHost()}:${container.getMappedPort(3306)}/rollcall`;

/** @throws Error with `CI` set, where a run that leaves out MySQL shows too little. */
export function skipUnlessRequired(error: unknown): undefined {
  const reason = error instanceof Error ? error.message : String(error);
  if (process.env.CI) throw new Error(`The MySQL suites need Docker and an image of MySQL: ${reason}`);
  process.stderr.write(
    `\n!!! The MySQL suites are SKIPPED, and this run does not show what they show. Docker gave no MySQL: ${reason}\n\n`,
  );
}
