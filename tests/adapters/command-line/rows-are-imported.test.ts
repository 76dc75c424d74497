import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { folder, json, run, provision } = freshInstallation();
const written = (...lines: readonly string[]): string => {
  const file = join(folder, 'rows.csv');
  writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
  return file;
};

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com', 'bob@example.com');
  await json('group', 'create-by-rule', '--name', 'Londoners', '--rule', 'profile.location eq "London"');
});

test('attributes are declared, and each line that is wrong is told', async () => {
  const file = written(
    'Name,type,list,allowed,required,displayName,confidential',
    'team,string,true,Red | Blue,,"Team, or crew",',
    'profile.level,number,,1|2,FALSE,,true',
    'size,huge,,,,,',
    'shoe,,true,,,,',
    ',string,,,,,',
    'team,string,,,,,',
    'hired,date,,,perhaps,,',
  );
  const imported = await run('attribute', 'import', file);
  expect(imported.stdout.split('\n').slice(0, 5)).toEqual([
    'line 4: "type" is one of string, number, boolean, date, which "huge" is not.',
    'line 5: "list" needs a "type" beside it.',
    'line 6: "name" is empty.',
    'line 7: Line 2 has the same name.',
    'line 8: "required" is true or false, which "perhaps" is not.',
  ]);
  expect(imported.stdout).toContain('imported       2\nalready there  0\nrefused        5\n');
  expect(imported.code).toBe(1);
  expect(await json('attribute', 'show', 'team')).toMatchObject({
    declaration: {
      ...{ type: 'string', multiValued: true, allowedValues: ['Red', 'Blue'], displayName: 'Team, or crew' },
    },
  });
  expect(await json('attribute', 'show', 'level')).toMatchObject({
    declaration: { type: 'number', allowedValues: [1, 2], required: false, confidential: true },
  });
});

test('members of groups are tried and added, with a result for each line', async () => {
  const file = written('group,agent', 'Crew,ada@example.com', 'Crew,eve@example.com', 'Empty,');
  const results = join(folder, 'results.jsonl');
  const trial = await run('group', 'import', file, '--dry-run', '--results', results);
  expect(trial.stdout).toContain('would be imported  2');
  const lines = () =>
    readFileSync(results, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  const refused = { outcome: 'refused', code: 'agentNotFound', message: expect.any(String) };
  const expected = [
    { line: 2, group: 'Crew', agent: 'ada@example.com', outcome: 'imported' },
    { line: 3, group: 'Crew', agent: 'eve@example.com', ...refused },
    { line: 4, group: 'Empty', agent: '', outcome: 'imported' },
  ];
  expect(lines()).toEqual(expected);
  expect(await json('group', 'list')).toMatchObject({ groups: [{ displayName: 'Londoners' }] });
  expect((await run('group', 'import', file, '--results', results)).code).toBe(1);
  expect(lines()).toEqual(expected);
  expect(await json('group', 'members', 'Crew')).toMatchObject({ total: 1 });
  const again = await run('group', 'import', file);
  expect(again.stdout).toContain('imported       0\nalready there  2\nrefused        1\n');
});

test('exceptions are made', async () => {
  const file = written(
    'agent,group,belongs,until,reason',
    'ada@example.com,Londoners,Never,2999-01-01,"On leave, back in spring"',
    'bob@example.com,Londoners,sometimes,,',
    'bob@example.com,Londoners,never,soon,',
    'bob@example.com,Londoners,never,2001-01-01,',
  );
  const imported = await json('group', 'import-exceptions', file).catch(() => undefined);
  expect(imported).toBeUndefined();
  expect(await json('group', 'exceptions', 'Londoners')).toMatchObject([
    {
      ...{ userName: 'ada@example.com', belongs: 'never', reason: 'On leave, back in spring' },
      until: '2999-01-01T00:00:00.000Z',
    },
  ]);
  const { stdout } = await run('group', 'import-exceptions', file);
  expect(stdout).toContain('line 3: "belongs" is always or never.');
  expect(stdout).toContain('line 4: "until" is a date or a time');
  expect(stdout).toContain('line 5: The exception would have ended already');
  expect(stdout).toContain('already there  1');
});

test.each([
  ['with a column that is none', ['group,agent,shoe'], /"shoe" is no column of such a file/],
  ['without a column that is needed', ['agent'], /There is no column "group"/],
  ['with a column twice', ['group,Group'], /The column "group" is there twice/],
  ['that has a header alone', ['group,agent'], /There is no member in the file/],
])('nothing is imported from a file %s', async (_, lines, message) => {
  const { code, stderr } = await run('group', 'import', written(...lines));
  expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
});

test('results are not written over the file that is read', async () => {
  const file = written('group,agent', 'Crew,ada@example.com');
  const { stderr } = await run('group', 'import', file, '--results', file);
  expect(stderr).toContain('is the one that is imported; name another');
  expect(readFileSync(file, 'utf8')).toContain('ada@example.com');
});
