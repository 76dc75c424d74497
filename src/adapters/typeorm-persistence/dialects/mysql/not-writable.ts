/**
 * Why a server takes no writes:
 * - `READ_ONLY`: `read_only` or `super_read_only` is on, as on a replica.
 * - `OFFLINE`: `offline_mode` is on.
 * - `NOT_PRIMARY`: it is a member of a group whose primary is another one, or left its group.
 * - `NO_MAJORITY`: most members of its group cannot be reached, so that a commit would wait for them.
 * - `NOT_READY`: it is a node of Galera outside of the primary component.
 * - `NO_PRIMARY`: none of several servers takes writes.
 */
export type NotWritableCode =
  | 'READ_ONLY'
  | 'OFFLINE'
  | 'NOT_PRIMARY'
  | 'NO_MAJORITY'
  | 'NOT_READY'
  | 'NO_PRIMARY';

/** A server answers, and takes no writes now. */
export class NotWritable extends Error {
  override readonly name = 'NotWritable';

  constructor(
    readonly code: NotWritableCode,
    message: string,
  ) {
    super(message);
  }
}
