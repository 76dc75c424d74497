import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ConfigurationInvalid, loadAppConfig } from '../../config/load-app-config.ts';
import { settings } from '../../config/setting.ts';
import { configuredDatabase } from '../../src/main/app-config.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function fileWith(text: string | Buffer): string {
  const file = join(temporaryFolder(), '.env');
  writeFileSync(file, text);
  return file;
}

function mistakesOf(environment: Record<string, string>, file?: string): readonly string[] {
  try {
    loadAppConfig(configuredDatabase, { file, environment });
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.mistakes;
    throw error;
  }
  return [];
}

test('with nothing said, the service listens on this machine and keeps an embedded file', () => {
  expect(loadAppConfig(configuredDatabase, { environment: {} })).toMatchObject({
    host: '127.0.0.1',
    port: 8080,
    databaseUrl: 'sqlite:data/rollcall.db',
    migrate: 'auto',
  });
});

test('the environment wins over the file, and an empty value counts as none', () => {
  const file = fileWith('ROLLCALL_PORT=1111\nROLLCALL_LOG_LEVEL=warn # quiet\nROLLCALL_HOST=""\n');
  const config = loadAppConfig(configuredDatabase, {
    file,
    environment: { ROLLCALL_PORT: '2222', ROLLCALL_MIGRATE: '' },
  });
  expect(config).toMatchObject({ port: 2222, logLevel: 'warn', host: '127.0.0.1', migrate: 'auto' });
});

test('a file that is named must exist', () => {
  expect(mistakesOf({ ROLLCALL_CONFIG_FILE: '/nowhere/.env' })).toEqual([
    expect.stringContaining('ROLLCALL_CONFIG_FILE must name a readable file'),
  ]);
});

test.each([
  ['a byte that is no UTF-8', Buffer.from('ROLLCALL_PORT=80\nROLLCALL_HOST=\xff\xfe\n', 'latin1'), 2],
  ['a page of another encoding', Buffer.from('# caf\xe9\nROLLCALL_PORT=80\n', 'latin1'), 1],
  ['UTF-16 with a mark', Buffer.from('\uFEFFROLLCALL_PORT=80\n', 'utf16le'), 1],
  ['UTF-16 without one', Buffer.from('ROLLCALL_PORT=80\n', 'utf16le'), 1],
])('%s in the file is told with its line, and no sign stands for it', (_, bytes, line) => {
  const file = fileWith(bytes);
  const mistakes = [...mistakesOf({}, file), ...mistakesOf({ ROLLCALL_CONFIG_FILE: file })];
  expect(mistakes).toEqual([
    `${file} must be a readable file: line ${line} of ${file} is no UTF-8 text. Save the file as UTF-8, or write the line anew.`,
    `ROLLCALL_CONFIG_FILE must name a readable file: line ${line} of ${file} is no UTF-8 text. Save the file as UTF-8, or write the line anew.`,
  ]);
});

test('a byte order mark is no part of the first name', () => {
  const file = fileWith('\uFEFFROLLCALL_PORT=1234\nROLLCALL_HOST=::1\n');
  expect(loadAppConfig(configuredDatabase, { file, environment: {} })).toMatchObject({
    port: 1234,
    host: '::1',
  });
});

test('what is no UTF-8 in the environment is told once, without the sign that stands for it', () => {
  expect(mistakesOf({ ROLLCALL_PORT: '\uFFFD', ROLLCALL_HOST: 'caf\uFFFD' })).toEqual([
    'ROLLCALL_PORT in the environment has bytes that are no UTF-8 text. Set it anew.',
    'ROLLCALL_HOST in the environment has bytes that are no UTF-8 text. Set it anew.',
  ]);
});

test('a file that nobody names may be missing', () => {
  expect(mistakesOf({}, '/nowhere/.env')).toEqual([]);
});

test('what a program says itself wins over all, and its mistakes are told as others are', () => {
  const environment = { ROLLCALL_PORT: '2222', ROLLCALL_LOG_LEVEL: 'warn' };
  const options = { port: 3333, trustProxy: true, publicUrl: undefined };
  const config = loadAppConfig(configuredDatabase, { environment, options });
  expect(config).toMatchObject({ port: 3333, trustProxy: true, publicUrl: undefined, logLevel: 'warn' });
  const wrong = { port: 70_000, databseUrl: 'sqlite:x.db' };
  expect(() => loadAppConfig(configuredDatabase, { environment, options: wrong })).toThrow(
    /ROLLCALL_PORT is "70000" in the options.*ROLLCALL_databseUrl in the options is no setting; did you mean/s,
  );
});

test('all mistakes are told at once, each with the variable, its value, where it stands and what it should be', () => {
  const file = fileWith('ROLLCALL_TRUST_PROXY=yes\n');
  expect(mistakesOf({ ROLLCALL_PORT: '80a', ROLLCALL_MIGRATE: 'never' }, file)).toEqual([
    'ROLLCALL_PORT is "80a" in the environment. It must be a whole number from 0 to 65535.',
    `ROLLCALL_TRUST_PROXY is "yes" in ${file}. It must be "true" or "false".`,
    'ROLLCALL_MIGRATE is "never" in the environment. It must be "auto" or "manual".',
  ]);
});

test('an unknown setting is a mistake, and the nearest name is suggested', () => {
  expect(mistakesOf({ ROLLCALL_DATABSE_URL: 'sqlite:x.db' })).toEqual([
    expect.stringMatching(/^ROLLCALL_DATABSE_URL in the environment .* did you mean ROLLCALL_DATABASE_URL\?/),
  ]);
});

test.each([
  ['0', 0],
  ['1', 1],
  ['65534', 65_534],
  ['65535', 65_535],
])('port %s is taken', (text, port) => {
  expect(loadAppConfig(configuredDatabase, { environment: { ROLLCALL_PORT: text } }).port).toBe(port);
});

test.each(['65536', '-1', '1.5', '1e3', ' 80', 'NaN', '99999999999999999999'])(
  'port %j is refused',
  (text) => {
    expect(mistakesOf({ ROLLCALL_PORT: text })).toHaveLength(1);
  },
);

test.each([
  'sqlite:data/x.db',
  'mysql://rollcall:p%40ss@db.internal:3306/rollcall',
  'mariadb://rollcall@db/rollcall',
])('%s is a database', (url) => {
  expect(loadAppConfig(configuredDatabase, { environment: { ROLLCALL_DATABASE_URL: url } }).databaseUrl).toBe(
    url,
  );
});

test.each([
  'mysql://rollcall:hunter2@db:port/rollcall',
  'mysql://rollcall:hunter2@db',
  'mysql:rollcall:hunter2',
  'mysql://rollcall:hunter2%@db/rollcall',
  'mysql:///rollcall?hunter2',
  'postgres://rollcall:hunter2@db/rollcall',
  'rollcall:hunter2@db/rollcall',
  'hunter2\n',
])('%j is no database, and its password is not told', (url) => {
  const mistakes = mistakesOf({ ROLLCALL_DATABASE_URL: url });
  expect(mistakes).toEqual([
    expect.stringMatching(/^ROLLCALL_DATABASE_URL is ".*…" .* must be "mysql:\/\/user:password/),
  ]);
  expect(mistakes.join()).not.toContain('hunter2');
});

test.each([
  'rollcall.example.com',
  'ftp://rollcall.example.com',
  'https://x.example/?a=b',
  'https://me@x.example',
  'https://x.example/scim/v2',
  'https://x.example/tenant/SCIM/v2/',
  'https://x.example/api/v1/scim',
])('%j is no public address', (url) => {
  expect(mistakesOf({ ROLLCALL_PUBLIC_URL: url })).toHaveLength(1);
});

test('what is entered in Okta is no public address, and the message says what is', () => {
  const [mistake] = mistakesOf({ ROLLCALL_PUBLIC_URL: 'https://x.example/scim/v2' });
  expect(mistake).toBe(
    'ROLLCALL_PUBLIC_URL is "https://x.example/scim/v2" in the environment. It must be an address such as "https://rollcall.example.com", without query, fragment or "/scim/v2", which is put behind it.',
  );
});

test.each(['https://x.example', 'http://x.example:8080/tenant/', 'https://scim.example'])(
  '%s is a public address',
  (url) => expect(mistakesOf({ ROLLCALL_PUBLIC_URL: url })).toEqual([]),
);

test.each(settings)(
  'a wrong value of $variable is told where it is no secret, and never where it is',
  (setting) => {
    const { property, variable, secret, meaning } = setting;
    // Too short for a secret, and nothing that any other setting may be.
    const [mistake] = mistakesOf({ [variable]: '\u0000 hunter2' });
    expect(mistake, `${property} takes any text`).toBeDefined();
    expect(mistake?.includes('hunter2')).toBe(secret === undefined);
    if (/secret|password/i.test(`${variable} ${meaning}`)) expect(secret).toBeDefined();
  },
);

test.each(['sqlite:hunter2', 'mysql://hunter2'])(
  '%j is as little told where the whole value is secret',
  (text) => {
    const [mistake] = mistakesOf({ ROLLCALL_CURSOR_SECRET: text });
    expect(mistake).toBe(
      'ROLLCALL_CURSOR_SECRET is "…" in the environment. It must be at least 32 characters, kept as secret as a password.',
    );
  },
);

test.each([
  ['sqlite::memory:', /must be a file/],
  ['mysql://rollcall:hunter2@db/rollcall?ssl=true', /has options/],
  ['mysql://rollcall:hunter2/x@db/rollcall', /percent-encoded/],
])('%j, which could not be opened, is told together with the other mistakes', (url, reason) => {
  const mistakes = mistakesOf({ ROLLCALL_DATABASE_URL: url, ROLLCALL_PORT: '80a' });
  expect(mistakes).toEqual([expect.stringContaining('ROLLCALL_PORT'), expect.stringMatching(reason)]);
  expect(mistakes.join()).not.toContain('hunter2');
});
