import { IsIn, IsInt, Min } from 'class-validator';
import { AuditLogFilter } from '../../../../application/audit/filter/audit-log-filter.ts';
import { Optional } from '../../../../application/input/optional.ts';
import type { EntryFormat } from '../../../entry-formats/entry-format.ts';
import { type EntryFormatName, entryFormats } from '../../../entry-formats/entry-formats.ts';
import { jsonLine } from '../../../entry-formats/json-format.ts';
import { showEntry } from '../../answers/entry-answer.ts';
import { streamOperation } from '../../operation.ts';

const mediaTypes: Readonly<Record<EntryFormatName, string>> = {
  jsonl: 'application/jsonl',
  csv: 'text/csv',
  ocsf: 'application/jsonl',
};

/** Entries as lines are those of the list. */
const formats: Readonly<Record<EntryFormatName, EntryFormat>> = {
  ...entryFormats,
  jsonl: {
    ...entryFormats.jsonl,
    linesOf: (entries) => entries.map((entry) => jsonLine(showEntry(entry))).join(''),
  },
};

class AuditLogExport extends AuditLogFilter {
  /** JSON, an entry a line; a table; or events of OCSF, one a line. `jsonl` where it is not said. */
  @Optional()
  @IsIn(Object.keys(formats))
  readonly format?: EntryFormatName;

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
  mediaTypes: [...new Set(Object.values(mediaTypes))],
  mediaTypeOf: ({ format = 'jsonl' }) => mediaTypes[format],
  pieces: async function* (run, { format = 'jsonl', after = 0, ...filter }) {
    const { heading, linesOf } = formats[format];
    yield heading;
    let position = after;
    for (;;) {
      const { entries, next } = await run({ ...filter, after: position });
      yield linesOf(entries);
      if (next <= position) return;
      position = next;
    }
  },
});
