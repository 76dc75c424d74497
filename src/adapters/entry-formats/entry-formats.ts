import { csvFormat } from './csv-format.ts';
import type { EntryFormat } from './entry-format.ts';
import { jsonFormat } from './json-format.ts';
import { ocsfFormat } from './ocsf-format.ts';

/** Every format in which the audit log is exported, by the name that people give it. */
export const entryFormats = {
  jsonl: jsonFormat,
  csv: csvFormat,
  ocsf: ocsfFormat,
} as const satisfies Readonly<Record<string, EntryFormat>>;

export type EntryFormatName = keyof typeof entryFormats;
