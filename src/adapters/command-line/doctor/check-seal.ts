import type { Session } from '../verb.ts';
import { type Check, doubtful, fine, wrong } from './check.ts';

/** The service seals each minute; so much later something is wrong. */
const lateMilliseconds = 5 * 60_000;

/** How far the audit log is sealed, and whether its checkpoints are outside of the database. */
export async function checkSeal(
  { application, operator }: Pick<Session, 'application' | 'operator'>,
  now: number,
): Promise<readonly Check[]> {
  const name = 'audit log';
  const { checkpoint, isSignedHere, waiting, waitingSince, undelivered, undeliveredSince, aheadOutside } =
    await application.describeSeal(operator);
  if (!isSignedHere) return [signedElsewhere(name, checkpoint?.size)];
  const isLate = (since: string | undefined) =>
    since !== undefined && now - Date.parse(since) > lateMilliseconds;
  const last =
    checkpoint === undefined
      ? 'nothing is sealed yet'
      : `the last checkpoint is of ${checkpoint.size} entries, made on ${checkpoint.madeAt}`;
  const sealed = isLate(waitingSince)
    ? doubtful(
        name,
        `${last}; ${waiting} entries wait to be sealed since ${waitingSince}`,
        'See that the service runs, and what its log says. To seal them now, run: rollcall audit seal',
      )
    : fine(name, last);
  if (aheadOutside !== undefined) return [sealed, behindOutside(name, aheadOutside)];
  if (!isLate(undeliveredSince)) return [sealed];
  return [
    sealed,
    wrong(
      name,
      `${undelivered} checkpoints are not outside of the database, the first of them made on ${undeliveredSince}`,
      'See what the log of the service says of ROLLCALL_AUDIT_CHECKPOINTS. To try again now, run: rollcall audit seal',
    ),
  ];
}

const signedElsewhere = (name: string, size: number | undefined): Check =>
  wrong(
    name,
    `the last checkpoint, of ${size} entries, is not signed by a key of this log, so that nothing is sealed`,
    'Give the service the key to secrets that it had (ROLLCALL_SECRET_KEY, or the file beside the embedded database). If it has that one, find out who changed the database, and run: rollcall audit verify',
  );

/** The database cannot tell why: what is gone left no trace in it. */
const behindOutside = (name: string, size: number): Check =>
  wrong(
    name,
    `a checkpoint outside of the database is about ${size} entries, and the database has less: an older backup was restored, or entries were taken away`,
    'If you restored a backup, keep those checkpoints and name a new place in ROLLCALL_AUDIT_CHECKPOINTS. If nobody did, find out who changed the database, and run: rollcall audit verify',
  );
