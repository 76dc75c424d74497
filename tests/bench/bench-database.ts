import mysql from 'mysql2/promise';
import { GenericContainer, Wait } from 'testcontainers';

/** The index of a million agents' values takes some gigabytes; MySQL's default is 128 megabytes. */
const bufferPoolBytes = 2 * 1024 ** 3;

/** An empty MySQL database with the image's own durability settings. */
export async function benchDatabase(): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given !== undefined) return { url: given, stop: async () => {} };
  const container = await new GenericContainer(process.env.MYSQL_TEST_IMAGE ?? 'mysql:9.7')
    .withEnvironment({ MYSQL_ROOT_PASSWORD: 'bench', MYSQL_DATABASE: 'rollcall' })
    .withExposedPorts(3306)
    .withWaitStrategy(Wait.forLogMessage(/ready for connections.*port: 3306/))
    .start();
  const url = `mysql://root:bench@${container.getHost()}:${container.getMappedPort(3306)}/rollcall`;
  const connection = await mysql.createConnection(url);
  await connection.query(`SET GLOBAL innodb_buffer_pool_size = ${bufferPoolBytes}`);
  await connection.end();
  return {
    url,
    stop: async () => {
      await container.stop();
    },
  };
}
