import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import mysql from 'mysql2';
import { afterEach, expect, test } from 'vitest';
import { failureOfMysql } from '../../../src/adapters/typeorm-persistence/dialects/mysql/mysql-failures.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

async function portOf(onConnection: (socket: Socket) => void): Promise<number> {
  server = createServer(onConnection);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const asked = (connection: mysql.Connection): Promise<unknown> =>
  new Promise((resolve) => connection.query('SELECT 1', (error) => resolve(error)));

const greetings: Readonly<Record<string, (socket: Socket) => void>> = {
  'ends the connection': (socket) => socket.end(),
  'resets the connection': (socket) => socket.resetAndDestroy(),
  'ends it in the middle of a packet': (socket) => socket.end(Buffer.from([40, 0, 0, 0, 10])),
};

test.each(Object.keys(greetings))('a server that %s when it is greeted is away', async (how) => {
  const port = await portOf((socket) => greetings[how]?.(socket));
  const connection = mysql.createConnection({ host: '127.0.0.1', port });
  connection.on('error', () => undefined);
  expect(failureOfMysql(await asked(connection))).toBe('unreachable');
  // What is asked later as well.
  expect(failureOfMysql(await asked(connection))).toBe('unreachable');
});

test('nobody who listens, an unknown name and a pool that was closed are away', async () => {
  const port = await portOf(() => undefined);
  server?.close();
  const refused = mysql.createConnection({ host: '127.0.0.1', port });
  expect(failureOfMysql(await asked(refused))).toBe('unreachable');
  const unknown = mysql.createConnection({ host: 'nowhere.invalid' });
  expect(failureOfMysql(await asked(unknown))).toBe('unreachable');
  const pool = mysql.createPool({ host: '127.0.0.1', port });
  pool.end();
  const closed = await new Promise((resolve) => pool.getConnection((error) => resolve(error)));
  expect(failureOfMysql(closed)).toBe('unreachable');
});

test('what Node.js says of a stream that is gone is no mistake of the service', async () => {
  const port = await portOf((socket) => socket.resume());
  const said = async (spoil: (socket: Socket) => void): Promise<unknown> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    spoil(socket);
    return new Promise((resolve) => socket.write('SELECT 1', (error) => resolve(error)));
  };
  const destroyed = await said((socket) => socket.destroy());
  const ended = await said((socket) => socket.end());
  expect([destroyed, ended]).toMatchObject([
    { code: 'ERR_STREAM_DESTROYED' },
    { code: 'ERR_STREAM_WRITE_AFTER_END' },
  ]);
  expect([destroyed, ended].map(failureOfMysql)).toEqual(['unreachable', 'unreachable']);
});

test('a mistake of the service is nothing of a server', () => {
  const statement = Object.assign(new Error('near "SELCT"'), {
    code: 'ER_PARSE_ERROR',
    errno: 1064,
    sqlState: '42000',
  });
  const argument = Object.assign(new TypeError('wrong'), { code: 'ERR_INVALID_ARG_TYPE' });
  expect([statement, argument, new TypeError('x is undefined')].map(failureOfMysql)).toEqual([
    'ours',
    'ours',
    'ours',
  ]);
});
