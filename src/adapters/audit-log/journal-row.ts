import { type Principal, principalId, type RecordedPrincipal } from '../../application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import type { JournalEntry } from '../../application/ports/journal-entry.ts';
import type { LentValue } from '../../application/ports/lent-connection.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { TargetType } from '../../domain/shared/domain-event.ts';
import { accountId, agentId, apiTokenId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { ssoConnectionId } from '../../domain/sign-in/sso-connection.ts';

/** A row of `journal`. */
export interface JournalRow {
  readonly position: number;
  readonly account_id: string;
  readonly recorded_at: string;
  readonly action: string;
  readonly target_type: string | null;
  readonly target_id: string | null;
  readonly target_name: string | null;
  readonly principal_kind: Principal['kind'];
  readonly principal_id: string | null;
  readonly principal_name: string | null;
  readonly source: string;
  readonly request_id: string;
  readonly changes: string;
  readonly refusal: string | null;
}

const shownColumns =
  'account_id, recorded_at, action, target_type, target_id, target_name, principal_kind, principal_id, principal_name, source, request_id, changes, refusal';

/** What is written of an entry, in the order of `entryValues`; the database adds the id and its own time. */
export const entryColumns = `${shownColumns}, target_name_key`;
export const journalColumns = `position, ${shownColumns}`;

/** How much of an entry counts towards `bytesPerPageMax`. */
export const entryBytes = 'OCTET_LENGTH(changes) + COALESCE(OCTET_LENGTH(refusal), 0)';

/** The values of `entryColumns` behind `account_id`. */
export function entryValues(entry: JournalEntry): LentValue[] {
  const { at, action, target, principal, source, requestId, changes, refusal } = entry;
  return [
    at,
    action,
    target?.type ?? null,
    cut(target?.id, 255),
    cut(target?.name, nameCharactersMax),
    principal.kind,
    principalId(principal) ?? null,
    'name' in principal ? cut(principal.name, 200) : null,
    cut(source, 255),
    cut(requestId, 128),
    JSON.stringify(changes),
    refusal ? JSON.stringify(refusal) : null,
    target?.name === undefined ? null : nameKeyOf(target.name),
  ];
}

const nameCharactersMax = 320;

/** A target's name in the form in which names are compared. */
export const nameKeyOf = (name: string): string => foldCase(name).slice(0, nameCharactersMax);

/** What was refused may have been refused for its length, and has to be recorded all the same. */
const cut = (text: string | undefined, charactersMax: number): string | null =>
  text?.slice(0, charactersMax) ?? null;

export const recordedEntryOf = (row: JournalRow): RecordedJournalEntry => ({
  position: Number(row.position),
  ...entryOf(row),
});

export function entryOf(row: Omit<JournalRow, 'position'>): JournalEntry {
  return {
    at: row.recorded_at as Instant,
    accountId: accountId(row.account_id),
    principal: principalOf(row),
    source: row.source,
    requestId: row.request_id,
    action: row.action,
    target: row.target_type
      ? {
          type: row.target_type as TargetType,
          id: row.target_id ?? undefined,
          name: row.target_name ?? undefined,
        }
      : undefined,
    changes: JSON.parse(row.changes) as JournalEntry['changes'],
    refusal: row.refusal ? (JSON.parse(row.refusal) as JournalEntry['refusal']) : undefined,
  };
}

export type PrincipalRow = Pick<JournalRow, 'principal_kind' | 'principal_id' | 'principal_name'>;

export function principalOf({
  principal_kind: kind,
  principal_id: id,
  principal_name: name,
}: PrincipalRow): RecordedPrincipal {
  switch (kind) {
    case 'token':
      return { kind, id: apiTokenId(id ?? ''), name: name ?? '' };
    case 'identityProvider':
      return { kind, id: ssoConnectionId(id ?? ''), name: name ?? '' };
    case 'person':
      return { kind, agentId: id === null ? undefined : agentId(id), name: name ?? '' };
    case 'operator':
    case 'service':
      return { kind, name: name ?? '' };
    case 'anonymous':
      return { kind };
  }
}
