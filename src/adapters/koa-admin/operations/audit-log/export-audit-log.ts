import { IsIn, IsInt, Min } from 'class-validator';
import { AuditLogFilter } from '../../../../application/audit/filter/audit-log-filter.ts';
import { Optional } from '../../../../application/input/optional.ts';
import type { RecordedJournalEntry } from '../../../../application/ports/event-feed.ts';
import { csvHeading, csvLines } from '../../../entries-csv/entries-csv.ts';
import { showEntry } from '../../answers/entry-answer.ts';
import { streamOperation } from '../../operation.ts';

const formats = {
  jsonl: {
    mediaType: 'application/jsonl',
    heading: () => '',
    lines: (entries: readonly RecordedJournalEntry[]) =>
      entries.map((entry) => `${JSON.stringify(showEntry(entry))}\n`).join(''),
  },
  csv: { mediaType: 'text/csv', heading: csvHeading, lines: csvLines },
} as const;

class AuditLogExport extends AuditLogFilter {
  /** JSON, an entry a line, or a table; `jsonl` where it is not said. */
  @Optional()
  @IsIn(Object.keys(formats))
  readonly format?: keyof typeof formats;

  /** Only entries after this position: that of the last entry of an export before. */
  @Optional()
  @IsInt()
  @Min(0)
  readonly after?: number;
}

export const exportAuditLog = streamOperation({
  method: 'get',
  path: '/audit-log/export',
  useCase: 'followAuditLog',
  area: 'Audit log',
  summary: 'Export the audit log as lines of JSON or as a table, the oldest entries first',
  request: AuditLogExport,
  mediaTypes: Object.values(formats).map(({ mediaType }) => mediaType),
  mediaTypeOf: ({ format = 'jsonl' }) => formats[format].mediaType,
  pieces: async function* (run, { format = 'jsonl', after = 0, ...filter }) {
    const { heading, lines } = formats[format];
    yield heading();
    let position = after;
    for (;;) {
      const { entries, next } = await run({ ...filter, after: position });
      yield lines(entries);
      if (next <= position) return;
      position = next;
    }
  },
});
