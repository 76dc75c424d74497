import type { JournalOrder, UnnumberedEntries } from '../../application/ports/journal-order.ts';
import type { LogConnection, LogConnections } from '../../application/ports/log-connections.ts';
import type { Instant } from '../../domain/shared/instant.ts';

/** The row of the order is locked for as long as one step takes. */
const entriesPerStep = 1000;
/** For a step. Whoever wants to read waits no longer than this for a database in which nothing can be written. */
const patienceMilliseconds = 5_000;

/** Of those that wait; whoever looks costs no more than this. */
const countedMax = 100_000;

const soon = (): number => performance.now() + patienceMilliseconds;

/** Gives positions to what was committed (decision 72). Where there is one writer, entries have theirs already. */
export class SqlJournalOrder implements JournalOrder {
  private underWay: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | undefined;

  constructor(private readonly connections: LogConnections) {}

  upToNow(): Promise<void> {
    if (this.connections.haveOneWriter) return Promise.resolve();
    // What is under way may have looked before the last commit. All who come meanwhile share the next.
    this.waiting ??= this.behind(this.underWay);
    return this.waiting;
  }

  async advance(): Promise<void> {
    if (!this.connections.haveOneWriter) await this.number(' SKIP LOCKED');
  }

  async unnumbered(): Promise<UnnumberedEntries> {
    if (this.connections.haveOneWriter) return { count: 0 };
    const [row] = await this.connections.read((connection) =>
      connection.rows<{ count: number; since: Instant | null }>(
        `SELECT COUNT(*) AS count, MIN(recorded_at) AS since FROM (SELECT recorded_at ${withoutPosition} LIMIT ${countedMax}) AS waiting`,
        [],
      ),
    );
    return { count: Number(row?.count), since: row?.since ?? undefined };
  }

  private async behind(underWay: Promise<void>): Promise<void> {
    await underWay.catch(() => undefined);
    this.waiting = undefined;
    this.underWay = this.number();
    return this.underWay;
  }

  /** @param whereHeld - what a SELECT does about a row that somebody else has locked; it waits where nothing is said. */
  private async number(whereHeld = ''): Promise<void> {
    if (!(await this.connections.read(someWait, soon()))) return;
    for (;;) {
      const given = await this.connections.transact(
        (connection, forUpdate) => numberStep(connection, `${forUpdate}${whereHeld}`),
        soon(),
      );
      if (given < entriesPerStep) return;
    }
  }
}

const withoutPosition = 'FROM journal FORCE INDEX (journal_position) WHERE position IS NULL';

const someWait = async (connection: LogConnection): Promise<boolean> =>
  (await connection.rows(`SELECT 1 ${withoutPosition} LIMIT 1`, [])).length > 0;

/**
 * Numbers the next entries, in the order in which the database got them as far as they are committed. One that is committed later
 * has a lesser id and gets a later position.
 *
 * @returns how many.
 */
async function numberStep(connection: LogConnection, lock: string): Promise<number> {
  // Whoever holds this row is the only one; all that others have numbered is seen behind it.
  const [order] = await connection.rows<{ position: number }>(
    `SELECT position FROM journal_order${lock}`,
    [],
  );
  if (order === undefined) return 0;
  const last = Number(order.position);
  const rows = await connection.rows<{ id: number }>(`SELECT id ${withoutPosition} ORDER BY id LIMIT ?`, [
    connection.limit(entriesPerStep),
  ]);
  if (rows.length === 0) return 0;
  const ids = JSON.stringify(rows.map(({ id }) => Number(id)));
  // Each row by its key: whoever walks through those without a position waits for the ones that are not committed yet.
  const numbered = await connection.run(
    `UPDATE JSON_TABLE(?, '$[*]' COLUMNS (place FOR ORDINALITY, id BIGINT PATH '$')) AS given STRAIGHT_JOIN journal FORCE INDEX (PRIMARY) ON journal.id = given.id SET journal.position = ? + given.place WHERE journal.position IS NULL`,
    [ids, last],
  );
  if (numbered !== rows.length)
    throw new Error(`Of ${rows.length} entries of the audit log ${numbered} got a position.`);
  await connection.run('UPDATE journal_order SET position = ?', [last + numbered]);
  return numbered;
}
