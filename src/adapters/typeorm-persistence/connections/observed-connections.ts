import type { Observed } from '../../../application/ports/observer.ts';
import type { StorageLoad } from '../../../application/ports/storage-load.ts';
import type { PoolName, StorageObserver } from '../../../application/ports/storage-observer.ts';
import type { Connections, Lease } from './connections.ts';
import { ObservedConnection } from './observed-connection.ts';
import type { SqlConnection } from './sql-connection.ts';

type Work<Result> = (connection: SqlConnection) => Promise<Result>;

/** Tells an observer of all that is asked of the connections of a database. */
export class ObservedConnections implements Connections {
  constructor(
    private readonly connections: Connections,
    private readonly observer: StorageObserver,
  ) {}

  get load(): StorageLoad['pools'] {
    return this.connections.load;
  }

  read<Result>(lease: Lease, work: Work<Result>): Promise<Result> {
    return this.connections.read(lease, this.observed('read', lease, work));
  }

  transact<Result>(lease: Lease, work: Work<Result>): Promise<Result> {
    return this.committed(lease, this.observed('write', lease, work), (whole) =>
      this.connections.transact(lease, whole),
    );
  }

  transactWatched<Result>(lease: Lease, work: Work<Result>): Promise<Result> {
    return this.committed(lease, this.observed('log', lease, work), (whole) =>
      this.connections.transactWatched(lease, whole),
    );
  }

  close(deadline?: number): Promise<void> {
    return this.connections.close(deadline);
  }

  private observed<Result>(pool: PoolName, lease: Lease, work: Work<Result>): Work<Result> {
    const asked = performance.now();
    return (connection) => {
      this.observer.waited?.(pool, performance.now() - asked);
      return work(new ObservedConnection(connection, this.observer.statements, lease));
    };
  }

  /** The commit is what is under way once the work is done. */
  private async committed<Result>(
    lease: Lease,
    work: Work<Result>,
    transact: (whole: Work<Result>) => Promise<Result>,
  ): Promise<Result> {
    let commit: Observed<unknown> | undefined;
    try {
      const result = await transact(async (connection) => {
        const done = await work(connection);
        commit = this.observer.statements.began({ operation: 'COMMIT' }, lease);
        return done;
      });
      commit?.ended(undefined);
      return result;
    } catch (error) {
      commit?.ended(error);
      throw error;
    }
  }
}
