import { type DatabaseFailure, LimitMet } from '../../connections/database-failure.ts';
import { NotWritable } from './not-writable.ts';

const failureOfNumber = new Map<number, DatabaseFailure>([
  [1062, 'duplicate'],

  [1054, 'otherSchema'], // no such column
  [1146, 'otherSchema'], // no such table

  [1205, 'conflict'], // lock wait timeout
  [1213, 'conflict'], // deadlock
  [3572, 'conflict'], // NOWAIT met a lock
  [1020, 'conflict'], // MariaDB: a record changed since it was read
  [1615, 'conflict'], // a table was altered while the statement was prepared

  [1040, 'unreachable'], // too many connections
  [1041, 'unreachable'], // out of memory for a connection
  [1047, 'unreachable'], // Galera: the node is not ready
  [1053, 'unreachable'], // shutdown in progress
  [1077, 'unreachable'], // normal shutdown
  [1129, 'unreachable'], // host is blocked
  [1135, 'unreachable'], // no thread for a connection
  [1152, 'unreachable'], // connection aborted
  [1158, 'unreachable'], // network errors, up to 1161
  [1159, 'unreachable'],
  [1160, 'unreachable'],
  [1161, 'unreachable'],
  [1203, 'unreachable'], // the user has too many connections
  [1243, 'unreachable'], // the prepared statement is gone, as it is behind a proxy that changed its server
  [1290, 'unreachable'], // read-only, as a former primary is after a failover
  [1461, 'unreachable'], // too many prepared statements
  [1792, 'unreachable'], // the transaction is read-only
  [1836, 'unreachable'], // read-only mode
  [1927, 'unreachable'], // MariaDB: connection killed
  [3032, 'unreachable'], // offline mode
  [3100, 'unreachable'], // group replication: the member may not write
  [3168, 'unreachable'], // the server is going
  [3169, 'unreachable'], // the session is going
  [3781, 'unreachable'], // group replication: a new primary holds transactions back for too long, up to 3783
  [3782, 'unreachable'],
  [3783, 'unreachable'],
  [3796, 'unreachable'], // group replication: the member is not in the group any more, up to 3799
  [3797, 'unreachable'],
  [3798, 'unreachable'],
  [3799, 'unreachable'],
  [4031, 'unreachable'], // disconnected for inactivity

  [1317, 'tooSlow'], // the statement was interrupted, as an operator does with one that runs for too long
  [1969, 'tooSlow'], // MariaDB: the statement took longer than it may
  [3024, 'tooSlow'], // MySQL: the same

  [3, 'unusable'], // a file cannot be written, for want of space mostly; so are 1026 and 1030
  [1021, 'unusable'], // the disk is full
  [1026, 'unusable'],
  [1030, 'unusable'],
  [1037, 'unusable'], // out of memory
  [1044, 'unusable'], // no right to the database
  [1045, 'unusable'], // wrong user or password
  [1049, 'unusable'], // no such database
  [1114, 'unusable'], // the table is full
  [1130, 'unusable'], // no right to connect from this host
  [1142, 'unusable'], // no right to the table
  [1143, 'unusable'], // no right to the column
  [1180, 'unusable'], // the commit failed
  [1226, 'unusable'], // the user has used up a resource
  [1227, 'unusable'], // no right to the statement
  [1251, 'unusable'], // the user signs in by a protocol that the driver does not know
  [1698, 'unusable'], // MariaDB: the user signs in by other means
  [1820, 'unusable'], // the password has to be changed
  [1862, 'unusable'], // the password has expired
  [3118, 'unusable'], // the user is locked
  [3159, 'unusable'], // the server takes encrypted connections only
  [3955, 'unusable'], // too many wrong passwords
  [4151, 'unusable'], // MariaDB: the user is locked
]);

/**
 * What a server says to a COMMIT that it did not carry out, and never will. Any other word leaves open what becomes of it. Among
 * those are 3101 of Group Replication: it says that the transaction was rolled back, also to a primary that was cut off while
 * the majority had the transaction already, and went on to commit it; and 1180, which nodes of Galera say when they lost
 * the others meanwhile.
 */
const undoneAtCommit = new Set([
  1020,
  1047, // Galera: the node is not ready, and did not begin with the statement
  1205,
  1213, // Galera: the certification failed
  1290, // read-only: asked before anything is sent to anybody
  1615,
  1792,
  1836,
  3100, // group replication: the member may not write, and sent nothing to the others
  3572,
]);

/** What the driver says of a connection that is gone, before it sends anything. */
const notSent = /connection is in closed state/i;

/** Whether an error at a COMMIT says that nothing was written, and never will be. */
export const isUndoneAtCommit = (error: unknown): boolean =>
  error instanceof Error &&
  (undoneAtCommit.has(Number((error as { readonly errno?: unknown }).errno)) || notSent.test(error.message));

/** Whether a server said it, and not the driver or the operating system. */
export const isOfServer = (error: unknown): boolean => error instanceof Error && 'sqlState' in error;

/** Of the driver and the operating system; a server's error has a number. */
const unreachableCodes = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENOENT', // the socket of a server that does not run
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
]);

/** A certificate that is not trusted, a server without encryption, a way to sign in that the driver does not know. */
const unusableCodes = /^(HANDSHAKE_|AUTH_SWITCH_|EACCES$)/;
/** The driver gives every error during the handshake the same code. */
const lostInHandshake = /disconnected before|ECONNRESET/;

export function failureOfMysql(error: unknown): DatabaseFailure {
  if (error instanceof LimitMet) return error.failure;
  if (error instanceof NotWritable) return 'unreachable';
  if (!(error instanceof Error)) return 'ours';
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  if (typeof code === 'string' && unreachableCodes.has(code)) return 'unreachable';
  if (typeof code === 'string' && unusableCodes.test(code))
    return lostInHandshake.test(error.message) ? 'unreachable' : 'unusable';
  // mysql2 has errors of its own without a code for connections that are gone.
  if (notSent.test(error.message) || /Pool is closed/i.test(error.message)) return 'unreachable';
  return (typeof errno === 'number' && failureOfNumber.get(errno)) || 'ours';
}
