import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseDatabaseUrl } from '../../../src/adapters/typeorm-persistence/database-url.ts';
import type { MysqlUrl } from '../../../src/adapters/typeorm-persistence/dialects/mysql/mysql-url.ts';
import { productOf } from '../../../src/adapters/typeorm-persistence/product-of.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function fileWith(text: string): string {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, text);
  return file;
}

test('a server URL is taken apart, its escapes undone', () => {
  const url = parseDatabaseUrl('mysql://us%40er:p%2Fw@db.example:3307/roll%20call');
  expect(url).toEqual({
    kind: 'mysql',
    host: 'db.example',
    port: 3307,
    user: 'us@er',
    password: 'p/w',
    database: 'roll call',
  });
  expect(productOf(url).location).toBe('db.example:3307/roll call');
});

test('a server has a default port, and an IPv6 address no brackets', () => {
  expect(parseDatabaseUrl('mariadb://u:p@[::1]/r')).toMatchObject({
    kind: 'mariadb',
    host: '::1',
    port: 3306,
  });
});

test('several hosts are told apart, each with its port, under one user and in one database', () => {
  const url = parseDatabaseUrl('mysql://us%40er:p,w@db1,db2:3307,[::1]:3308/r?ssl-mode=REQUIRED') as MysqlUrl;
  expect(url).toMatchObject({ host: 'db1', port: 3306, user: 'us@er', password: 'p,w', database: 'r' });
  expect(url.others).toEqual([
    { host: 'db2', port: 3307 },
    { host: '::1', port: 3308 },
  ]);
  expect(productOf(url).location).toBe('db1:3306,db2:3307,::1:3308/r');
});

test.each([
  ['mysql://u:secret@db1,/r', /must be/],
  ['mysql://u:secret@db1,,db2/r', /must be/],
  ['mysql://u:secret@,db2/r', /must be/],
  ['mysql://u:secret@db1,db2:99999/r', /must be/],
  ['mysql://u:secret@db1:3307,db2,db1:3307/r', /names the host db1:3307 twice/],
  ['mysql://u:secret@db1,db1:3306/r', /names the host db1:3306 twice/],
  ['mysql://u:secret@db1,db2/r?socket=/run/mysqld.sock', /several hosts and a socket/],
  ['mysql://u:secret@db1,10.0.0.2/r?ssl-mode=VERIFY_IDENTITY', /has an address/],
])('several hosts that cannot be meant are refused, and the password is not shown: %s', (text, reason) => {
  expect(() => parseDatabaseUrl(text)).toThrow(reason);
  expect(() => parseDatabaseUrl(text)).not.toThrow(/secret/);
});

test('an embedded database is a file', () => {
  expect(parseDatabaseUrl('sqlite:data/rollcall.db')).toEqual({ kind: 'sqlite', file: 'data/rollcall.db' });
});

test.each(['', 'sqlite:', 'postgres://u:secret@h/d', 'nonsense secret'])(
  '%j is refused without being shown',
  (text) => {
    expect(() => parseDatabaseUrl(text)).toThrow(/must be/);
    expect(() => parseDatabaseUrl(text)).not.toThrow(/secret/);
  },
);

test('a database in memory is refused, since each connection would find another one', () => {
  expect(() => parseDatabaseUrl('sqlite::memory:')).toThrow(/must be a file/);
});

test.each(['?ssl=true', '?tls=1&ssl-ca=x', '?sslmode=require'])(
  'options that nobody heeds are refused, so that nobody believes in them: %s',
  (options) => {
    expect(() => parseDatabaseUrl(`mysql://u:secret@h/d${options}`)).toThrow('has options');
    expect(() => parseDatabaseUrl(`mysql://u:secret@h/d${options}`)).not.toThrow(/secret/);
  },
);

test.each(['/', '#', '?', '@/', '1/', '1?x=', '1#', '#@'])(
  'a password with %j in it is told to be percent-encoded, and not shown',
  (sign) => {
    const parse = () => parseDatabaseUrl(`mysql://rollcall:${sign}hunter2@db/rollcall`);
    expect(parse).toThrow(/percent-encoded/);
    expect(parse).not.toThrow(/hunter2/);
  },
);

test('a password may have any other sign', () => {
  expect(parseDatabaseUrl('mysql://rollcall:p@s:s;w!@db/rollcall')).toMatchObject({
    host: 'db',
    password: 'p@s:s;w!',
  });
});

const pem = fileWith('PEM');

test.each([
  ['', undefined],
  ['?ssl-mode=disabled', undefined],
  ['?ssl-mode=REQUIRED', { verifiesAuthority: false, verifiesIdentity: false }],
  ['?ssl-mode=verify_ca', { verifiesAuthority: true, verifiesIdentity: false }],
  ['?ssl-mode=VERIFY_IDENTITY', { verifiesAuthority: true, verifiesIdentity: true }],
  [`?ssl-ca=${pem}`, { verifiesAuthority: true, verifiesIdentity: true, authority: 'PEM' }],
  [`?ssl-cert=${pem}&ssl-key=${pem}`, { verifiesIdentity: true, certificate: 'PEM', key: 'PEM' }],
  ['?ssl-server-name=other', { verifiesIdentity: true, serverName: 'other' }],
])('with %j, encryption is %j', (options, tls) => {
  const parsed = parseDatabaseUrl(`mysql://u:p@db/r${options}`) as MysqlUrl;
  if (tls === undefined) expect(parsed.tls).toBeUndefined();
  else expect(parsed.tls).toMatchObject(tls);
});

test.each([
  ['mysql://u:secret@db/r?ssl-mode=PREFERRED', /"ssl-mode" must be DISABLED, REQUIRED/],
  ['mysql://u:secret@db/r?ssl-ca=/nowhere', /"ssl-ca" names a file that cannot be read: ENOENT/],
  [`mysql://u:secret@db/r?ssl-cert=${pem}`, /belong together/],
  ['mysql://u:secret@10.0.0.1/r?ssl-mode=VERIFY_IDENTITY', /"ssl-server-name"/],
  [`mysql://u:secret@db/r?password-file=${pem}`, /Leave out one/],
  ['mysql://u@db/r?password-file=/nowhere', /"password-file" names a file/],
])('%s is refused with what to do, without the password', (url, reason) => {
  expect(() => parseDatabaseUrl(url)).toThrow(reason);
  expect(() => parseDatabaseUrl(url)).not.toThrow(/secret/);
});

test('the URL wins over what is given beside it, and a password comes from a file without its line break', () => {
  const given = { 'password-file': fileWith('p@ss word\n'), 'ssl-mode': 'REQUIRED', 'ssl-ca': undefined };
  expect(parseDatabaseUrl('mysql://u@db/r?ssl-mode=DISABLED', given)).toMatchObject({
    password: 'p@ss word',
  });
  expect(parseDatabaseUrl('mysql://u@db/r', given)).toMatchObject({ tls: { verifiesAuthority: false } });
  expect(parseDatabaseUrl('mysql://u@db/r?ssl-mode=DISABLED', given)).toMatchObject({ tls: undefined });
});

test('a socket takes the place of host and port', () => {
  const url = parseDatabaseUrl('mysql://u:p@localhost/r?socket=/run/mysqld/mysqld.sock');
  expect(url).toMatchObject({ socket: '/run/mysqld/mysqld.sock' });
  expect(productOf(url).location).toBe('/run/mysqld/mysqld.sock/r');
});
