import { GenericContainer, Wait } from 'testcontainers';

/** An empty MySQL database with the image's own durability settings. */
export async function benchDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given !== undefined) return { url: given, stop: async () => {} };
  const container = await new GenericContainer(process.env.MYSQL_TEST_IMAGE ?? 'mysql:9.7')
    .withEnvironment({ MYSQL_ROOT_PASSWORD: 'bench', MYSQL_DATABASE: 'rollcall' })
    .withExposedPorts(3306)
    .withWaitStrategy(Wait.forLogMessage(/ready for connections.*port: 3306/))
    .start();
  return {
    url: `mysql://root:bench@${container.getHost()}:${container.getMappedPort(3306)}/rollcall`,
    stop: async () => {
      await container.stop();
    },
  };
}
