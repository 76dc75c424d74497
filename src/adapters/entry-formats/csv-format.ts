import { principalId } from '../../application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import { type CsvCell, csvLines } from './csv-lines.ts';
import type { EntryFormat } from './entry-format.ts';

const columns = [
  ...['position', 'at', 'accountId', 'principalKind', 'principalId', 'principalName', 'source', 'requestId'],
  ...['action', 'targetType', 'targetId', 'targetName'],
  ...['changes', 'refusalCode', 'refusalMessage', 'leftOut'],
] as const;

type Row = Readonly<Record<(typeof columns)[number], CsvCell>>;

/** A table with a heading; what has parts is JSON in one column. */
export const csvFormat: EntryFormat = {
  heading: csvLines([columns]),
  linesOf: (entries) => csvLines(entries.map(rowOf).map((row) => columns.map((column) => row[column]))),
};

function rowOf({ principal, target, changes, refusal, ...entry }: RecordedJournalEntry): Row {
  return {
    ...entry,
    principalKind: principal.kind,
    principalId: principalId(principal),
    principalName: 'name' in principal ? principal.name : undefined,
    targetType: target?.type,
    targetId: target?.id,
    targetName: target?.name,
    changes: JSON.stringify(changes),
    refusalCode: refusal?.code,
    refusalMessage: refusal?.message,
    leftOut: refusal?.leftOut && JSON.stringify(refusal.leftOut),
  };
}
