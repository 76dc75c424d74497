import type { Failure } from '../../connections/database-failure.ts';

const duplicateEntry = 1062;

const conflicts = new Set([
  1205, // lock wait timeout
  1213, // deadlock
  3101, // group replication: the certification failed and the transaction was rolled back
  1020, // MariaDB: a record changed since it was read
  1615, // a table was altered while the statement was prepared
]);

const unavailabilities = new Set([
  1021, // the disk is full
  1040, // too many connections
  1047, // Galera: the node is not ready
  1053, // shutdown in progress
  1077, // normal shutdown
  1129, // host is blocked
  1152, // connection aborted
  1158,
  1159,
  1160,
  1161, // network errors and timeouts
  1203, // the user has too many connections
  1226, // the user has used up a resource
  1243, // the prepared statement is gone, as it is behind a proxy that changed its server
  1290, // read-only, as a former primary is after a failover
  1317, // the query was interrupted
  1461, // too many prepared statements
  1836, // read-only mode
  1927,
  1969, // MariaDB: connection killed, statement timed out
  3032, // offline mode
  3024, // the statement took longer than it may
  3100, // group replication: the member may not write
  3168,
  3169, // the server or the session is going
  4031, // disconnected for inactivity
]);

const driverCodes = new Set([
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'POOL_CLOSED',
]);

export function failureOfMysql(error: unknown): Failure {
  if (!(error instanceof Error)) return 'mistake';
  const { errno, code } = error as { errno?: unknown; code?: unknown };
  if (errno === duplicateEntry) return 'duplicate';
  if (typeof errno === 'number' && conflicts.has(errno)) return 'conflict';
  if (typeof errno === 'number' && unavailabilities.has(errno)) return 'unavailable';
  if (typeof code === 'string' && driverCodes.has(code)) return 'unavailable';
  // mysql2 has errors of its own without a code for connections that are gone and for a pool's full queue.
  if (/connection is in closed state|Queue limit reached|Pool is closed/i.test(error.message))
    return 'unavailable';
  return 'mistake';
}
