/**
 * What an error means when work asked something of the database:
 * - `duplicate`: a unique index refused a row.
 * - `conflict`: the transaction was undone because of another one, and may succeed when it is run again.
 * - `unreachable`: the connection is lost, or the server takes no work now, as during a failover. Running it again helps
 *   once the server is back.
 * - `tooSlow`: a time limit passed. The same question would take as long again.
 * - `busy`: there are more requests than connections.
 * - `unusable`: an operator has to mend something, such as a right or a full disk.
 * - `ours`: anything else; a defect of this program.
 */
export type DatabaseFailure =
  | 'duplicate'
  | 'conflict'
  | 'unreachable'
  | 'tooSlow'
  | 'busy'
  | 'unusable'
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
