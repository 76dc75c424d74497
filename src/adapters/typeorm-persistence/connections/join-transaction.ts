import type { QueryRunner } from 'typeorm';

/**
 * Tells TypeORM of a transaction that it did not begin. `save` and `remove` then take part in it, and whatever
 * begins one of its own gets a savepoint: its BEGIN would commit what was written before.
 */
export function joinTransaction(runner: QueryRunner): void {
  Object.assign(runner, { isTransactionActive: true, transactionDepth: 1 });
}
