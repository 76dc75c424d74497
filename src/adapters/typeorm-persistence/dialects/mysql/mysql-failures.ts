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
  [1412, 'conflict'], // a table was altered since the transaction began
  [1615, 'conflict'], // a table was altered while the statement was prepared

  [1040, 'unreachable'], // too many connections
  [1041, 'unreachable'], // out of memory for a connection
  [1047, 'unreachable'], // Galera: the node is not ready
  [1053, 'unreachable'], // shutdown in progress
  [1077, 'unreachable'], // normal shutdown, as is 1079
  [1079, 'unreachable'],
  [1129, 'unreachable'], // host is blocked
  [1135, 'unreachable'], // no thread for a connection
  [1152, 'unreachable'], // connection aborted
  [1203, 'unreachable'], // the user has too many connections
  [1243, 'unreachable'], // the prepared statement is gone, as it is behind a proxy that changed its server
  [1290, 'unreachable'], // read-only, as a former primary is after a failover
  [1461, 'unreachable'], // too many prepared statements
  [1792, 'unreachable'], // the transaction is read-only
  [1836, 'unreachable'], // read-only mode
  [1927, 'unreachable'], // MariaDB: connection killed
  [2002, 'unreachable'], // a proxy cannot reach the server, or has lost it; so are the next ones
  [2003, 'unreachable'],
  [2006, 'unreachable'],
  [2013, 'unreachable'],
  [2055, 'unreachable'],
  [3032, 'unreachable'], // offline mode
  [3100, 'unreachable'], // group replication: the member may not write
  [3101, 'unreachable'], // group replication: the transaction was rolled back, which is certain before its COMMIT alone
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
  [9001, 'unreachable'], // ProxySQL: no server could be reached in time

  [1317, 'tooSlow'], // the statement was interrupted, as an operator does with one that runs for too long
  [1969, 'tooSlow'], // MariaDB: the statement took longer than it may
  [3024, 'tooSlow'], // MySQL: the same

  [1016, 'unusable'], // a file cannot be opened
  [1021, 'unusable'], // the disk is full
  [1026, 'unusable'], // a file cannot be written, for want of space mostly
  [1030, 'unusable'],
  [1034, 'unusable'], // a table is corrupt; so are 1194, 1712, 1817 and 1877
  [1036, 'unusable'], // the table can only be read, as all of a server that repairs itself
  [1037, 'unusable'], // out of memory
  [1038, 'unusable'], // out of memory for sorting
  [1044, 'unusable'], // no right to the database
  [1045, 'unusable'], // wrong user or password
  [1049, 'unusable'], // no such database
  [1105, 'unusable'], // the server does not know what is wrong
  [1114, 'unusable'], // the table is full
  [1130, 'unusable'], // no right to connect from this host
  [1142, 'unusable'], // no right to the table
  [1143, 'unusable'], // no right to the column
  [1153, 'unusable'], // max_allowed_packet is smaller than a statement
  [1180, 'unusable'], // the commit failed
  [1194, 'unusable'],
  [1197, 'unusable'], // max_binlog_cache_size is smaller than a transaction
  [1206, 'unusable'], // no memory for further locks
  [1226, 'unusable'], // the user has used up a resource
  [1227, 'unusable'], // no right to the statement
  [1251, 'unusable'], // the user signs in by a protocol that the driver does not know
  [1598, 'unusable'], // the binary log cannot be written
  [1637, 'unusable'], // too many transactions
  [1698, 'unusable'], // MariaDB: the user signs in by other means
  [1712, 'unusable'],
  [1815, 'unusable'], // the server has made a mistake
  [1817, 'unusable'],
  [1820, 'unusable'], // the password has to be changed
  [1862, 'unusable'], // the password has expired
  [1874, 'unusable'], // InnoDB can only be read, as where it repairs itself; so is 1881
  [1877, 'unusable'],
  [1881, 'unusable'],
  [3019, 'unusable'], // no space for undoing
  [3098, 'unusable'], // group replication: a table, or the binary log, is not as the group needs it
  [3118, 'unusable'], // the user is locked
  [3159, 'unusable'], // the server takes encrypted connections only
  [3675, 'unusable'], // the disk is full
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

/** Of sockets, and of the driver where a connection is gone or says what it should not. */
const lostCodes =
  /^((EADDR|EAI_|ECONN|EHOST|ENET|ERR_SOCKET_|ERR_SSL_|POOL_|PROTOCOL_)\w+|EMFILE|ENFILE|ENOBUFS|ENOENT|ENOTCONN|ENOTFOUND|EPIPE|EPROTO|ERR_STREAM_(DESTROYED|WRITE_AFTER_END)|ETIMEDOUT)$/;
/** The driver has errors of its own without a code for connections that are gone. */
const lostMessages = /in closed state|Pool is closed/i;

/** A certificate that is not trusted, a server without encryption, a way to sign in that the driver does not know. */
const unusableCodes = /^(HANDSHAKE_|AUTH_SWITCH_|MYSQL_CLEAR_PASSWORD_|EACCES$)/;
/** The driver gives every error during the handshake the same code. */
const lostInHandshake = /disconnected before|closed by this side|ECONNRESET|EPIPE|ETIMEDOUT/;

/** SQLSTATEs of connections, and not of statements. */
const connectionExceptions = '08';
/** Below are errors of files, memory and threads of the server's. */
const systemErrnoMax = 1000;

export function failureOfMysql(error: unknown): DatabaseFailure {
  if (error instanceof LimitMet) return error.failure;
  if (error instanceof NotWritable) return 'unreachable';
  if (!(error instanceof Error)) return 'ours';
  const { errno, code, sqlState } = error as { errno?: unknown; code?: unknown; sqlState?: unknown };
  if (typeof code === 'string' && lostCodes.test(code)) return 'unreachable';
  if (typeof code === 'string' && unusableCodes.test(code))
    return lostInHandshake.test(error.message) ? 'unreachable' : 'unusable';
  if (lostMessages.test(error.message)) return 'unreachable';
  if (typeof errno !== 'number') return 'ours';
  const known = failureOfNumber.get(errno);
  if (known !== undefined) return known;
  if (String(sqlState).startsWith(connectionExceptions)) return 'unreachable';
  return errno > 0 && errno < systemErrnoMax ? 'unusable' : 'ours';
}
