import { expect, test } from 'vitest';
import { parseDatabaseUrl } from '../../../src/adapters/typeorm-persistence/database-url.ts';
import { productOf } from '../../../src/adapters/typeorm-persistence/product-of.ts';

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

test('options that nobody heeds are refused, so that nobody believes in them', () => {
  expect(() => parseDatabaseUrl('mysql://u:secret@h/d?ssl=true')).toThrow('has options');
  expect(() => parseDatabaseUrl('mysql://u:secret@h/d?ssl=true')).not.toThrow(/secret/);
});
