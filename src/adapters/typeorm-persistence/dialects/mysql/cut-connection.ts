import type { Socket } from 'node:net';
import type { Connection } from 'mysql2';

/**
 * `destroy` alone would wait for the other side to close, which one that has become silent never does, and would not
 * tell whoever waits for an answer. Nor does it where the other side has closed, and the driver was not told yet: what it is
 * told of a connection that it destroys itself, it tells nobody.
 */
export function cut(connection: Connection): void {
  if (socketOf(connection).destroyed) return;
  socketOf(connection).destroy(
    Object.assign(new Error('The connection was closed by this side.'), { code: 'ECONNABORTED' }),
  );
  connection.destroy();
}

export const socketOf = (connection: Connection): Socket =>
  (connection as Connection & { readonly stream: Socket }).stream;
