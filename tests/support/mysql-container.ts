import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A URL under whose user databases may be created; absent where MySQL does not run. */
    mysqlServerUrl: string | undefined;
  }
}

/** One MySQL server for the whole run; each test file makes databases of its own in it. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const image = process.env.MYSQL_TEST_IMAGE ?? 'mysql:9.7';
  try {
    await getContainerRuntimeClient();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (process.env.CI) throw new Error(`The MySQL suites need Docker, and none answers: ${reason}`);
    process.stderr.write(
      `\n!!! The MySQL suites are SKIPPED: no Docker answers (${reason}). What they show is not shown by this run.\n\n`,
    );
    project.provide('mysqlServerUrl', undefined);
    return undefined;
  }
  const container = await new GenericContainer(image)
    .withEnvironment({ MYSQL_ROOT_PASSWORD: 'rollcall', MYSQL_DATABASE: 'rollcall' })
    .withExposedPorts(3306)
    .withCommand(['--innodb-flush-log-at-trx-commit=2', '--sync-binlog=0'])
    .withWaitStrategy(Wait.forLogMessage(/ready for connections.*port: 3306/))
    .start();
  const address = `${container.getHost()}:${container.getMappedPort(3306)}`;
  project.provide('mysqlServerUrl', `mysql://root:rollcall@${address}/rollcall`);
  return async () => {
    await container.stop();
  };
}
