import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { folder, run, json } = freshInstallation();
beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
});

async function imported(name: string, content: string | Buffer) {
  const file = join(folder, name);
  writeFileSync(file, content);
  const { code, stdout, stderr } = await run('agent', 'import', file, '--json');
  return { code, error: stderr && JSON.parse(stderr).error, done: stdout && JSON.parse(stdout) };
}

const headerInvalid = (message: RegExp) => ({
  code: 'headerInvalid',
  message: expect.stringMatching(message),
});

test.each<[string, string | Buffer, object]>([
  ['without a header', 'ada@example.com,Ada\n', headerInvalid(/found "ada@example.com"/)],
  ['with a column that nobody knows', 'userName,shoeSize\n', headerInvalid(/"shoeSize" names no attribute/)],
  ['without userNames', 'title,active\n', headerInvalid(/no column "userName"/)],
  [
    'with the same column twice',
    'userName,emails,Emails.value\n',
    headerInvalid(/"Emails.value" is there twice/),
  ],
  ['with a column that is decided here', 'userName,id\n', headerInvalid(/"id" cannot be written/)],
  ['with a column that has parts', 'userName,name\n', headerInvalid(/parts.*givenName/)],
  ['with custom attributes in one column', 'userName,profile\n', headerInvalid(/parts.*of your own/)],
  [
    'with a filter that says nothing',
    'userName,"emails[type co ""w""].value"\n',
    headerInvalid(/which value/),
  ],
  [
    'with a filter where there is no list',
    'userName,"name[type eq ""w""].givenName"\n',
    headerInvalid(/no list/),
  ],
  ['with more columns than are read', `userName${',profile.x'.repeat(500)}\n`, headerInvalid(/501 columns/)],
  ['with other separators', 'userName;title\nada@example.com;Dr\n', headerInvalid(/commas/)],
  ['in Latin 1', Buffer.from('userName,profile.größe\n', 'latin1'), headerInvalid(/not valid UTF-8/)],
  [
    'with quotes in its header that are not doubled',
    'userName,emails[type eq "w"]\n',
    headerInvalid(/doubled/),
  ],
  ['with a quote in its header that is not closed', '"userName\nada@example.com\n', headerInvalid(/quotes/)],
  ['that is empty', '', { code: 'fileEmpty', message: 'There is no agent in the file.' }],
  ['with a header alone', 'userName\n', { code: 'fileEmpty', message: 'There is no agent in the file.' }],
])('nothing is imported from CSV %s', async (_, content, error) => {
  expect(await imported('wrong.csv', content)).toEqual({ code: 1, error, done: '' });
  expect((await json('agent', 'list')).total).toBe(0);
});

test.each<[string, string | Buffer, object]>([
  [
    'text that is not UTF-8',
    Buffer.concat([
      Buffer.from('userName,title\na@example.com,'),
      Buffer.from([0xff]),
      Buffer.from('\nb@example.com,x\n'),
    ]),
    { imported: 1, refused: 1, firstRefused: [{ line: 2, message: 'The line is not valid UTF-8.' }] },
  ],
  [
    'a quote within a cell, up to which the file is read',
    'userName,title\nc@example.com,x\nd@example.com,"x"y\ne@example.com,x\n',
    {
      imported: 1,
      refused: 1,
      firstRefused: [{ line: 3, message: expect.stringMatching(/quotes do not match/) }],
    },
  ],
  [
    'a quote that is not closed',
    'userName,title\nf@example.com,x\n\ng@example.com,"x\nh@example.com,x\n',
    {
      imported: 1,
      refused: 1,
      firstRefused: [{ line: 3, message: expect.stringMatching(/read no further/) }],
    },
  ],
  [
    'a line that is too long, up to which the file is read',
    `userName,title\ni@example.com,x\nj@example.com,${'x'.repeat(1024 * 1024)}\nk@example.com,x\n`,
    { imported: 1, refused: 1, firstRefused: [{ line: 3, message: expect.stringMatching(/too long/) }] },
  ],
])('CSV may have %s', async (_, content, outcome) => {
  expect(await imported('partly.csv', content)).toMatchObject({ code: 1, done: outcome });
});

test('each JSON line that is none, or no User, is refused by itself', async () => {
  const content = Buffer.concat([
    Buffer.from('{"userName":"l@example.com"}\n{"userName":"m@example.com"\n'),
    Buffer.from([0x22, 0xff, 0x22, 0x0a]),
    Buffer.from(`{"userName":"n@example.com","title":"${'x'.repeat(1024 * 1024)}"}\n`),
    Buffer.from('[]\n{"title":"Dr"}\n{"userName":"o@example.com","active":2}\n'),
    Buffer.from('{"userName":"p@example.com","profile":{"big":12345678901234567890}}\n'),
    Buffer.from(`{"userName":"q@example.com","profile":{"deep":${'['.repeat(40)}${']'.repeat(40)}}}\n`),
    Buffer.from('{"userName":"r@example.com"}'),
  ]);
  const { code, done } = await imported('people.jsonl', content);
  expect([code, done.imported, done.refused]).toEqual([1, 2, 8]);
  expect(done.firstRefused).toMatchObject([
    { line: 2, message: expect.stringMatching(/^The line is not JSON/) },
    { line: 3, message: 'The line is not valid UTF-8.' },
    { line: 4, message: expect.stringMatching(/too long/) },
    { line: 5, message: expect.stringMatching(/object/) },
    { line: 6, message: expect.stringMatching(/"userName" is required/) },
    { line: 7, message: expect.stringMatching(/"active"/) },
    { line: 8, message: expect.stringMatching(/profile\.big/) },
    { line: 9, message: expect.stringMatching(/nested too deeply/) },
  ]);
});

test('a file that cannot be read, of which nothing is known, or that cannot be written, is told', async () => {
  const missing = await run('agent', 'import', join(folder, 'missing.csv'));
  expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('cannot be read')]);
  const unnamed = await run('agent', 'import', '-');
  expect([unnamed.code, unnamed.stderr]).toEqual([1, expect.stringContaining('--format csv')]);
  const folders = await run('agent', 'import', folder, '--format', 'csv');
  expect([folders.code, folders.stderr]).toEqual([1, expect.stringContaining('EISDIR')]);
  const itself = join(folder, 'itself.csv');
  writeFileSync(itself, 'userName\nz@example.com\n');
  const overwritten = await run('agent', 'import', itself, '--refused', itself);
  expect([overwritten.code, overwritten.stderr]).toEqual([1, expect.stringContaining('name another')]);
  expect(readFileSync(itself, 'utf8')).toContain('z@example.com');
  const written = await run('agent', 'import', '-', '--format', 'csv', '--refused', folder);
  expect([written.code, written.stderr]).toEqual([1, expect.stringContaining('cannot be written')]);
});

test('an account that lets nobody in is told once', async () => {
  await json('account', 'create', '--name', 'Closed');
  const file = join(folder, 'two.csv');
  writeFileSync(file, 'userName\nx@example.com\ny@example.com\n');
  const { code, stderr } = await run('agent', 'import', file, '--account', 'Closed');
  expect([code, stderr]).toEqual([1, expect.stringContaining('connect-sso')]);
  const entries = await json('audit', 'tail', '--account', 'Closed');
  expect(entries.at(-1)).toMatchObject({ action: 'ImportAgents', refusal: { code: 'ssoNotSetUp' } });
});
