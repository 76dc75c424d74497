import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { folder, json, run, provision } = freshInstallation();
const written = (text: string): string => {
  const file = join(folder, 'account.yaml');
  writeFileSync(file, text);
  return file;
};

const whole = `groups:
  byHand:
    - name: Crew
      members: [ada@example.com]
  byRule:
    - name: Londoners
      rule: profile.location eq "London"
      exceptions:
        - { agent: bob@example.com, belongs: never, reason: On leave, until: 2999-01-01 }
`;

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com', 'bob@example.com');
});

test('a file is tried, applied, and changes nothing when it is applied again', async () => {
  const file = written(whole);
  const trial = await run('apply', file, '--dry-run');
  expect(trial.stdout).toContain('added  group  Londoners  (groups.byRule.0)');
  expect(trial.stdout).toMatch(/^ {2}come +1: ada@example.com$/m);
  expect(trial.stdout).toMatch(/\n2 changes would be made; none was\.\n$/);
  expect(await json('group', 'list')).toMatchObject({ groups: [] });
  const applied = await json('apply', file);
  expect(applied).toMatchObject({
    dryRun: false,
    changes: [
      { path: 'groups.byHand.0', what: 'added', target: { name: 'Crew' } },
      { path: 'groups.byRule.0', joining: { count: 1, examples: [{ userName: 'ada@example.com' }] } },
    ],
  });
  expect(await run('apply', file)).toMatchObject({ code: 0, stdout: 'The account is as the file says.\n' });
});

test('what is exported can be applied, as YAML and as JSON', async () => {
  const exported = await run('export-configuration', '--account', 'Acme');
  expect(exported.stdout).toContain('rule: profile.location eq "London"');
  expect((await run('apply', written(exported.stdout))).stdout).toBe('The account is as the file says.\n');
  const document = await json('export-configuration', '--account', 'Acme');
  expect((await json('apply', written(JSON.stringify(document)))).changes).toEqual([]);
});

test.each([
  ['a wrong rule', whole.replace('location eq', 'city eq'), 7, 'groups.byRule.0.rule', 'at character 1'],
  [
    'a misspelt name',
    whole.replace('reason', 'raeson'),
    9,
    'groups.byRule.0.exceptions.0.raeson',
    'not known',
  ],
  [
    'a wrong value',
    whole.replace('never', 'ever'),
    9,
    'groups.byRule.0.exceptions.0.belongs',
    'must be one of',
  ],
  ['somebody unknown', whole.replace('ada@', 'eve@'), 4, 'groups.byHand.0.members.0', 'no agent'],
  ['no map', '- x\n', 1, '', 'must be an object'],
  ['a name from the prototype', '__proto__: { x: 1 }\n', 1, '__proto__', 'not known'],
])('%s is refused with the line and the path', async (_, text, line, path, message) => {
  const { code, stderr } = await run('apply', written(text));
  expect(code).toBe(1);
  const place = path === '' ? `line ${line}: ` : `line ${line}, ${path}: `;
  expect(stderr).toContain(`Nothing is changed. ${join(folder, 'account.yaml')}, ${place}`);
  expect(stderr).toContain(message);
});

test.each([
  ['is no YAML', 'groups: [\n', /line 2: /],
  ['says a thing twice', 'groups: {}\ngroups: {}\n', /line 2: Map keys must be unique/],
  ['is several documents', 'groups: {}\n---\ngroups: {}\n', /line 2: .*multiple documents/],
  ['is nested without end', `groups: ${'['.repeat(20_000)}`, /nested too deeply/],
  [
    'multiplies by aliases',
    `a0: &a0 [x, x]\n${Array.from({ length: 30 }, (__, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`).join('\n')}`,
    /Excessive alias count/,
  ],
  ['is larger than two megabytes', `# ${'x'.repeat(2 * 1024 * 1024)}`, /more than 2097152 bytes/],
])('a file that %s is refused before anything is done', async (_, text, message) => {
  const { code, stderr } = await run('apply', written(text));
  expect([code, stderr]).toEqual([1, expect.stringMatching(message)]);
  expect((await json('apply', written(whole))).changes).toEqual([]);
});

test('an exception is made, listed, explained and ended', async () => {
  const made = await json(
    ...['group', 'except', 'Londoners', 'ada@example.com', '--belongs', 'never'],
    ...['--reason', 'On leave', '--until', '2999-12-31'],
  );
  expect(made).toMatchObject({ joined: 0, left: 1 });
  const listed = await run('group', 'exceptions', 'Londoners');
  expect(listed.stdout).toMatch(/^ada@example.com +never +2999-12-31T00:00:00.000Z +On leave$/m);
  expect((await run('group', 'explain', 'Londoners', 'ada@example.com')).stdout).toContain(
    'it stands in the list of who never belongs until 2999-12-31T00:00:00.000Z (On leave).',
  );
  expect(await json('group', 'end-exception', 'Londoners', 'ada@example.com')).toMatchObject({ joined: 1 });
  const past = await run(
    ...['group', 'except', 'Londoners', 'ada@example.com', '--belongs', 'never', '--until', '2001-01-01'],
  );
  expect(past.stderr).toContain('would have ended already');
  const wrong = await run(
    ...['group', 'except', 'Londoners', 'ada@example.com', '--belongs', 'never', '--until', 'soon'],
  );
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('such as 2026-12-31')]);
});
