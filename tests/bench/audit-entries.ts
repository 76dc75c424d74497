import { entryOf, type JournalRow } from '../../src/adapters/audit-log/journal-row.ts';
import { blockOf, positionsPerBlock, termsOf } from '../../src/adapters/audit-log/journal-terms.ts';
import { Lateness } from '../../src/adapters/audit-log/lateness.ts';
import type { Instant } from '../../src/domain/shared/instant.ts';
import type { BenchDatabase, Value } from './bench-database.ts';

const entriesPerStatement = 1000;
const secondMilliseconds = 1000;
/** Whole blocks, so that none of their terms is there twice. */
const positionsIndexed = 100 * positionsPerBlock;

export type EntryRow = Readonly<Record<string, Value>>;

/** An entry that is to be as another one is, but for some texts, wherever they stand in it. */
export interface EntryCopy {
  readonly example: EntryRow;
  readonly replaced: Readonly<Record<string, string>>;
}

/** What the audit log has, the oldest first. */
export const entriesIn = (database: BenchDatabase): Promise<readonly EntryRow[]> =>
  database.rows('SELECT * FROM journal WHERE position IS NOT NULL ORDER BY position');

/** The moment of an entry of a log: one a second. */
export const entryTime = (began: number, number: number): string =>
  new Date(began + number * secondMilliseconds).toISOString();

/**
 * Fills the audit log past Rollcall's interfaces, behind what it has.
 *
 * @param copyOf - is asked for the entries from the first number up to the last.
 * @returns the position that the log had before.
 */
export async function copyEntries(
  database: BenchDatabase,
  { first, count, began }: { readonly first: number; readonly count: number; readonly began: number },
  copyOf: (number: number) => EntryCopy,
): Promise<number> {
  const [row] = await database.rows('SELECT position FROM journal_order');
  const last = Number(row?.position);
  for (let start = first; start < count; start += entriesPerStatement) {
    const copies = Array.from({ length: Math.min(entriesPerStatement, count - start) }, (_, index) => {
      const number = start + index;
      const { example, replaced } = copyOf(number);
      const texts = Object.entries(replaced);
      const copied = (value: Value) =>
        typeof value === 'string'
          ? texts.reduce((text, [from, to]) => text.replaceAll(from, to), value)
          : value;
      const { id: _id, ...columns } = example;
      const fresh = {
        position: last + 1 + number - first,
        recorded_at: entryTime(began, number),
      };
      return Object.entries(columns).map(
        ([name, value]) => fresh[name as keyof typeof fresh] ?? copied(value),
      );
    });
    await database.insert('journal', columnsOf(copyOf(start).example), copies);
  }
  await database.run(`UPDATE journal_order SET position = ${last + count - first}`);
  await database.analyze?.(['journal']);
  return last;
}

const columnsOf = (row: EntryRow): readonly string[] => Object.keys(row).filter((name) => name !== 'id');

/** Indexes what is not indexed yet, with what any process would write of it by and by. */
export async function indexEntries(database: BenchDatabase): Promise<void> {
  const [row] = await database.rows(
    'SELECT typed_position AS indexed, latest_milliseconds, lateness_milliseconds, journal_order.position AS last FROM journal_indexed, journal_order',
  );
  const last = Number(row?.last);
  const lateness = new Lateness(Number(row?.latest_milliseconds), Number(row?.lateness_milliseconds));
  // A block that is indexed in part is indexed anew.
  const first = blockOf(Number(row?.indexed) + 1);
  await database.run(`DELETE FROM journal_terms WHERE block >= ${first}`);
  for (let start = first * positionsPerBlock; start < last; ) {
    const end = Math.min(last, (Math.floor(start / positionsIndexed) + 1) * positionsIndexed);
    const entries = await database.rows(
      `SELECT * FROM journal WHERE position > ${start} AND position <= ${end} ORDER BY position`,
    );
    const terms = new Map<string, readonly Value[]>();
    for (const entry of entries as readonly unknown[] as readonly JournalRow[]) {
      const block = blockOf(Number(entry.position));
      for (const term of termsOf(entryOf(entry)))
        terms.set(`${entry.account_id} ${term} ${block}`, [entry.account_id, term, block]);
    }
    const ordered = [...terms].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => one);
    await database.insert('journal_terms', ['account_id', 'term', 'block'], ordered);
    for (const { recorded_at: at } of entries) lateness.add(at as Instant);
    await database.run(
      `UPDATE journal_indexed SET typed_position = ${end}, timed_position = ${end}, latest_milliseconds = ${lateness.latest}, lateness_milliseconds = ${lateness.most}`,
    );
    start = end;
  }
  await database.analyze?.(['journal_terms']);
}
