import mysql from 'mysql2/promise';

export type Connection = mysql.PoolConnection;

/** Two pools as Rollcall has them: connections that write are always in a transaction, those that read never. */
export function openPools(url: string, connectionsMax: number) {
  const options = { uri: url, connectionLimit: connectionsMax, jsonStrings: true };
  const writes = mysql.createPool(options);
  writes.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    connection.query('SET SESSION autocommit = 0');
  });
  return { reads: mysql.createPool(options), writes };
}
