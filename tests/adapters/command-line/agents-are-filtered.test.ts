import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run, provision } = freshInstallation();
const many = 1050;
const numbered = (index: number) => `p${String(index).padStart(4, '0')}@example.com`;

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com', ...Array.from({ length: many - 1 }, (_, index) => numbered(index)));
});

const userNames = ({ agents }: { agents: { userName: string }[] }) => agents.map(({ userName }) => userName);

test.each([
  ['userName sw "A"', 1],
  ['userName eq "ada@example.com" or userName ew "0001@example.com"', 2],
  ['active eq true and profile.location eq "london"', many],
  ['not (userName pr)', 0],
  ['groups.display eq "Friends"', 1],
  ['emails[type eq "work"]', 0],
])('%s', async (filter, total) => {
  await json('group', 'create', '--name', 'Friends', '--members', 'ada@example.com').catch(() => undefined);
  expect(await json('agent', 'list', '--filter', filter)).toMatchObject({ total, startIndex: 1 });
});

test('a filter and a userName hold together, and so do a filter and a page', async () => {
  const filter = ['--filter', 'userName sw "p"'];
  const both = await json('agent', 'list', ...filter, '--user-name', 'ada@example.com');
  expect(both).toMatchObject({ total: 0 });
  const page = await json('agent', 'list', ...filter, '--start-index', '3', '--count', '2');
  expect([page.total, ...userNames(page)]).toEqual([many - 1, numbered(2), numbered(3)]);
});

test.each([
  ['userName sx "a"', /The filter is wrong at character 10/],
  ['shoe eq 1', /The filter is wrong at character 1: "shoe"/],
  ['', /The filter is wrong at character 1/],
  ['meta.location eq "x"', /only SCIM knows/],
])('the filter %j is refused with the place', async (filter, message) => {
  const { code, stdout, stderr } = await run('agent', 'list', '--filter', filter, '--json');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  const { error } = JSON.parse(stderr);
  expect([error.code, error.message]).toEqual(['filterInvalid', expect.stringMatching(message)]);
});

test('all are listed in one document, whatever a page holds', async () => {
  const listed = await json('agent', 'list', '--all', '--filter', 'userName sw "p"');
  expect(listed).toMatchObject({ total: many - 1, startIndex: 1 });
  expect(new Set(userNames(listed)).size).toBe(many - 1);
  expect(await json('agent', 'list', '--all', '--filter', 'userName eq "x"')).toEqual({
    ...{ total: 0, startIndex: 1, agents: [] },
  });
});

test('all are listed for people under one line of headings, and counted', async () => {
  const { stdout } = await run('agent', 'list', '--all');
  const lines = stdout.trimEnd().split('\n');
  expect(lines).toHaveLength(many + 2);
  expect(lines[0]).toMatch(/^ID +USERNAME +STATUS +NAME +LAST MODIFIED$/);
  expect(lines.at(-1)).toBe(`${many} of ${many}`);
  expect((await run('agent', 'list', '--all', '--count', '5')).code).toBe(2);
});

test('groups and their members are listed whole in the same way', async () => {
  const members = await json('group', 'members', 'Friends', '--all');
  expect(members).toMatchObject({ total: 1, members: [{ userName: 'ada@example.com' }] });
  expect(await json('group', 'list', '--all')).toMatchObject({
    total: 1,
    groups: [{ displayName: 'Friends' }],
  });
});
