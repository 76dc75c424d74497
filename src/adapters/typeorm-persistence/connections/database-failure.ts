import type { StorageTrouble } from '../../../application/ports/storage-errors.ts';

/**
 * What an error means when work asked something of the database: what the port tells of it, and
 * - `duplicate`: a unique index refused a row.
 * - `otherSchema`: a table or a column is not there. A newer release has taken it away, or it is a defect of this program.
 * - `ours`: anything else; a defect of this program.
 *
 * After `conflict` and `unreachable`, running the work again helps; after `tooSlow` it would take as long again.
 */
export type DatabaseFailure =
  | Exclude<StorageTrouble, 'outcomeUnknown' | 'outdated'>
  | 'duplicate'
  | 'otherSchema'
  | 'ours';

/** A limit of ours was met. The database itself said nothing. */
export class LimitMet extends Error {
  override readonly name = 'LimitMet';

  constructor(
    readonly failure: 'tooSlow' | 'busy',
    message: string,
  ) {
    super(message);
  }
}
