import type { LentConnection } from '../../application/ports/lent-connection.ts';
import type { LogConnection } from '../../application/ports/log-connections.ts';

/** How far what follows the journal is. */
export interface FollowedJournal {
  /** Up to where entries are found by their terms. */
  readonly typed: number;
  /** Up to where times are known to be out of their order by no more than `lateness` milliseconds. */
  readonly timed: number;
  readonly lateness: number;
}

interface FollowedRow {
  readonly typed_position: number | string;
  readonly timed_position: number | string;
  readonly lateness_milliseconds: number | string;
}

const statement = 'SELECT typed_position, timed_position, lateness_milliseconds FROM journal_indexed';

export const followedJournal = async (connection: LentConnection): Promise<FollowedJournal> =>
  followedIn(await connection.rowsOfAllAccounts<FollowedRow>(statement, []));

/** The same for what concerns the log of all accounts. */
export const followedLog = async (connection: LogConnection): Promise<FollowedJournal> =>
  followedIn(await connection.rows<FollowedRow>(statement, []));

const followedIn = ([row]: readonly FollowedRow[]): FollowedJournal => ({
  typed: Number(row?.typed_position),
  timed: Number(row?.timed_position),
  lateness: Number(row?.lateness_milliseconds),
});
