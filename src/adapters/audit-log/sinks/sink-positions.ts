import type { AuditSinkName, AuditSinkState, AuditSinks } from '../../../application/ports/audit-sinks.ts';
import type { Clock } from '../../../application/ports/clock.ts';
import type { LogConnection, LogConnections } from '../../../application/ports/log-connections.ts';
import type { NumberedEntries } from '../../../application/ports/numbered-entries.ts';
import { type Instant, instantPlus } from '../../../domain/shared/instant.ts';

/** A process that says nothing for so long has lost its sink to another. It is more than clocks are apart. */
const heldMilliseconds = 10_000;

interface SinkRow {
  readonly name: AuditSinkName;
  readonly position: number;
  readonly holder: string;
  readonly held_until: Instant;
  readonly failing_since: Instant | null;
  readonly failure: string | null;
}

/** The process no longer has the sink: another one goes on where it was. */
export class SinkLost extends Error {
  override readonly name = 'SinkLost';
}

/** Up to where entries have arrived at each sink, and which process sends them there: rows of `journal_sinks`. */
export class SinkPositions implements AuditSinks {
  constructor(
    private readonly connections: LogConnections,
    private readonly entries: NumberedEntries,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the sink for a process, for a while.
   *
   * @param holder - which process it is.
   * @returns up to where entries have arrived; `undefined` while another process has it.
   */
  take(name: AuditSinkName, holder: string): Promise<number | undefined> {
    return this.connections.transact(async (connection, forUpdate) => {
      const now = this.clock.now();
      const until = instantPlus(now, heldMilliseconds);
      const [row] = await connection.rows<SinkRow>(`SELECT * FROM journal_sinks WHERE name = ?${forUpdate}`, [
        name,
      ]);
      if (row === undefined) throw new Error(`The row of the sink "${name}" is missing.`);
      if (row.holder !== holder && row.held_until > now) return undefined;
      await connection.run('UPDATE journal_sinks SET holder = ?, held_until = ? WHERE name = ?', [
        ...[holder, until, name],
      ]);
      return Number(row.position);
    });
  }

  /** Keeps the sink, and says up to where entries have arrived. @throws SinkLost */
  async advance(name: AuditSinkName, holder: string, position: number): Promise<void> {
    await this.update(name, holder, 'position = ?, held_until = ?, failing_since = NULL, failure = NULL', [
      ...[position, instantPlus(this.clock.now(), heldMilliseconds)],
    ]);
  }

  /** Says why entries do not arrive. @throws SinkLost */
  async fail(name: AuditSinkName, holder: string, reason: string): Promise<void> {
    const now = this.clock.now();
    await this.update(
      ...([name, holder, 'held_until = ?, failing_since = COALESCE(failing_since, ?), failure = ?'] as const),
      [instantPlus(now, heldMilliseconds), now, reason.slice(0, reasonCharactersMax)],
    );
  }

  /** Lets another process have it at once. */
  async giveBack(name: AuditSinkName, holder: string): Promise<void> {
    await this.connections.transact((connection) =>
      connection.run('UPDATE journal_sinks SET held_until = ? WHERE name = ? AND holder = ?', [
        ...[this.clock.now(), name, holder],
      ]),
    );
  }

  async states(): Promise<readonly AuditSinkState[]> {
    const last = await this.entries.last();
    const rows = await this.connections.read((connection) =>
      connection.rows<SinkRow>("SELECT * FROM journal_sinks WHERE holder <> '' ORDER BY name", []),
    );
    return rows.map(({ name, position, failing_since: since, failure: reason }) => ({
      ...{ name, position: Number(position), behind: Math.max(0, last - Number(position)) },
      failure: since === null ? undefined : { since, reason: reason ?? '' },
    }));
  }

  private async update(
    name: AuditSinkName,
    holder: string,
    changes: string,
    values: readonly (string | number)[],
  ): Promise<void> {
    const update = (connection: LogConnection) =>
      connection.run(`UPDATE journal_sinks SET ${changes} WHERE name = ? AND holder = ?`, [
        ...[...values, name, holder],
      ]);
    const updated = await this.connections.transact(update);
    if (updated === 0) throw new SinkLost('Another process sends the entries.');
  }
}

const reasonCharactersMax = 1000;
