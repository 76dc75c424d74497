import { SchemaNewer } from '../../../application/ports/storage-errors.ts';
import type { Connections, Lease } from './connections.ts';

/** @param one, other - such as `1.10.0`; what follows the three numbers does not count. */
export function isOlder(one: string, other: string): boolean {
  const [ones, others] = [numbersIn(one), numbersIn(other)];
  const place = ones.findIndex((number, index) => number !== others[index]);
  return place !== -1 && Number(ones[place]) < Number(others[place]);
}

const numbersIn = (release: string): readonly number[] =>
  release.split('.', 3).map((number) => Number.parseInt(number, 10));

/** Whether the database serves programs of this release. */
export class ServedReleases {
  /** Why this program is refused; absent while it is served, as far as somebody has looked. */
  refusal: SchemaNewer | undefined;

  /** @param release - of this program. */
  constructor(
    private readonly connections: Connections,
    readonly release: string,
  ) {}

  async look(lease: Lease): Promise<void> {
    const [row] = await this.connections.read(lease, (connection) =>
      connection.rows<{ readonly oldest_release: string }>('SELECT oldest_release FROM schema_readers', []),
    );
    this.refusal = this.refusalBy(row?.oldest_release);
  }

  /** @param oldestRelease - that the database serves; absent where it does not say so. */
  refusalBy(oldestRelease: string | undefined): SchemaNewer | undefined {
    const isServed = oldestRelease !== undefined && !isOlder(this.release, oldestRelease);
    return isServed ? undefined : new SchemaNewer(this.release, oldestRelease);
  }
}
