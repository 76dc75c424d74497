import { ExportRefused } from '../../../application/ports/audit-export.ts';

export const malformed = (what: string): ExportRefused =>
  new ExportRefused('exportMalformed', `The file is no export of the audit log: ${what}.`);

export const altered = (position: number): ExportRefused =>
  new ExportRefused(
    'entryAltered',
    `Position ${position} was altered: the entry, its salt or its proof is not what the log has signed.`,
    position,
  );

export const removed = (position: number): ExportRefused =>
  new ExportRefused(
    'entryRemoved',
    `Position ${position} was removed: the log has it, and the export has not.`,
    position,
  );

export const inserted = (position: number, why: string): ExportRefused =>
  new ExportRefused('entryInserted', `Position ${position} was inserted: ${why}.`, position);

export const moved = (position: number): ExportRefused =>
  new ExportRefused(
    'entryMoved',
    `Position ${position} was moved: it does not stand in the order of the log.`,
    position,
  );
