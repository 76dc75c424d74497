import type { DataSource, EntityManager } from 'typeorm';

/**
 * TypeORM on a connection that it does not take from its pool and give back itself. It is told of the transaction, which
 * it did not begin: `save` and `remove` then take part in it, and whatever begins one of its own gets a savepoint,
 * since its BEGIN would commit what was written before.
 *
 * @param asked - what its QueryRunner asks: a connection of the driver, or what runs a query in its place.
 */
export function lentManager(
  dataSource: DataSource,
  asked: { readonly databaseConnection: unknown } | { readonly query: unknown },
  inTransaction: boolean,
): EntityManager {
  // For SQLite, TypeORM gives everybody the same QueryRunner otherwise.
  Object.assign(dataSource.driver, { queryRunner: undefined });
  const runner = dataSource.createQueryRunner();
  const joined = { isTransactionActive: true, transactionDepth: 1 };
  Object.assign(runner, asked, inTransaction && joined);
  return runner.manager;
}

/** Has a manager refuse whatever is asked of it from now on. */
export function takeBack({ queryRunner }: EntityManager): void {
  if (queryRunner !== undefined) Object.assign(queryRunner, { isReleased: true });
}
