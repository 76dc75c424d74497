import { CommitUnknown, type Connections, type Lease } from '../../connections/connections.ts';
import { withinTime } from '../../connections/within-time.ts';
import { failureOfMysql } from './mysql-failures.ts';
import type { MysqlUrl } from './mysql-url.ts';
import type { PrimaryWatch } from './primary-watch.ts';

/** For commits under way on a server that is left for another one, and works. */
const leaveMilliseconds = 2_000;

/**
 * Connections to the one of several servers that takes writes. Nobody reads from any other: what it tells might be stale. When
 * another one takes over, the connections to the one before end, and what is under way there fails as on a server that went
 * away, so that it is run again.
 */
export class FollowedConnections implements Connections {
  private readonly watch: PrimaryWatch;
  private readonly followed = new Map<MysqlUrl, Connections>();

  /**
   * @param watchOf - makes the watch, which tells of a server that is to be left.
   * @param connectionsTo - those of one server.
   */
  constructor(
    watchOf: (onChange: (left: MysqlUrl, isAway: boolean) => void) => PrimaryWatch,
    private readonly connectionsTo: (server: MysqlUrl) => Connections,
  ) {
    this.watch = watchOf((left, isAway) => this.leave(left, isAway));
  }

  /** Of the server that has all connections; nothing while there is none. */
  get load(): Connections['load'] {
    const { found } = this.watch;
    return (found && this.followed.get(found)?.load) ?? {};
  }

  read: Connections['read'] = (lease, work) =>
    this.follow(lease, (connections) => connections.read(lease, work));

  transact: Connections['transact'] = (lease, work) =>
    this.follow(lease, (connections) => connections.transact(lease, work));

  transactWatched: Connections['transactWatched'] = (lease, work) =>
    this.follow(lease, (connections) => connections.transactWatched(lease, work));

  async close(deadline?: number): Promise<void> {
    this.watch.close();
    await Promise.all([...this.followed.values()].map((connections) => connections.close(deadline)));
  }

  private async follow<Result>(
    { deadline }: Lease,
    use: (connections: Connections) => Promise<Result>,
  ): Promise<Result> {
    const nothing = () => undefined;
    const server = this.watch.found ?? (await withinTime(deadline, nothing, () => this.watch.primary()));
    try {
      return await use(this.connectionsOf(server));
    } catch (error) {
      // Nobody waits for the look: the next try does, or finds what it found.
      if (error instanceof CommitUnknown || failureOfMysql(error) === 'unreachable') void this.watch.look();
      throw error;
    }
  }

  private connectionsOf(server: MysqlUrl): Connections {
    const known = this.followed.get(server);
    if (known !== undefined) return known;
    const connections = this.connectionsTo(server);
    this.followed.set(server, connections);
    return connections;
  }

  private leave(server: MysqlUrl, isAway: boolean): void {
    const connections = this.followed.get(server);
    this.followed.delete(server);
    void connections?.close(performance.now() + (isAway ? 0 : leaveMilliseconds));
  }
}
