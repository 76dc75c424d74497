import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import type { LogConnection } from '../../application/ports/log-connections.ts';
import type { JsonValue } from '../../criteria/json.ts';
import type { AccountEvent } from '../../domain/account/account-events.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { type JournalRow, journalColumns, recordedEntryOf } from './journal-row.ts';

/** Entries of an account that are in one file, as the audit log has told. */
export interface ArchivedPart {
  readonly accountId: AccountId;
  /** Of the entry that tells of it. */
  readonly position: number;
  readonly at: Instant;
  /** Exclusive. */
  readonly after: number;
  readonly upTo: number;
}

const archived: AccountEvent['type'] = 'AuditLogArchived';

/** What is in files also stays in the database: who was removed is asked of it, and where the archive ends. */
export const staying: readonly string[] = ['AgentRemoved', 'GroupRemoved', archived];

/** Those of an account, or of all accounts, in their order; told by entries up to a position. */
export async function archivedParts(
  connection: LogConnection,
  toldUpTo: number,
  account?: AccountId,
): Promise<readonly ArchivedPart[]> {
  const [ofAccount, values] = account === undefined ? ['', []] : [' AND accounts.id = ?', [account]];
  const rows = await connection.rows<JournalRow>(
    `SELECT ${journalColumns} FROM accounts JOIN journal ON account_id = accounts.id AND target_id = accounts.id
    WHERE action = ? AND refusal IS NULL AND position <= ?${ofAccount} ORDER BY position`,
    [archived, toldUpTo, ...values],
  );
  return rows.flatMap((row) => partOf(row) ?? []);
}

/** Up to which position the log of each account is in the archive. */
export function archivedUpTo(parts: readonly ArchivedPart[]): ReadonlyMap<string, number> {
  const upTo = new Map<string, number>();
  for (const part of parts) upTo.set(part.accountId, Math.max(part.upTo, upTo.get(part.accountId) ?? 0));
  return upTo;
}

/** The file of a part, in the folder of archives. */
export function archiveFile({
  accountId,
  after,
  upTo,
}: Pick<ArchivedPart, 'accountId' | 'after' | 'upTo'>): string {
  return `${accountId}/${padded(after + 1)}-${padded(upTo)}.jsonl`;
}

const padded = (position: number): string => String(position).padStart(15, '0');

/** The part that an entry tells of; nothing where it tells of none. */
export function partToldBy(entry: RecordedJournalEntry): ArchivedPart | undefined {
  const { position, accountId, at, action, target, changes, refusal } = entry;
  if (action !== archived || refusal !== undefined || target?.id !== accountId) return undefined;
  const change = changes.find(({ path }) => path === 'archivedUpTo');
  const [after, upTo] = [change?.from ?? 0, change?.to];
  return isPosition(after) && isPosition(upTo) ? { accountId, position, at, after, upTo } : undefined;
}

/** Nothing where somebody has made of the entry what it was not; verification then finds that. */
function partOf(row: JournalRow): ArchivedPart | undefined {
  try {
    return partToldBy(recordedEntryOf(row));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}

const isPosition = (value: JsonValue | undefined): value is number => Number.isSafeInteger(value);
