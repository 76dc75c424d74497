import { beforeAll, expect, test } from 'vitest';
import type { Instant } from '../../../src/domain/shared/instant.ts';
import { openRollcall } from '../../../src/main/in-process.ts';
import { freshInstallation } from '../../main/installation.ts';

const { folder, json, run, provision } = freshInstallation();
let ada: string;
let bob: string;

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  [ada = '', bob = ''] = await provision('ada@example.com', 'bob@example.com');
});

test('a rule is previewed, becomes a group, is explained and changed, and its effect is listed', async () => {
  const rule = 'profile.location eq "London" and userName sw "a"';
  const preview = await json('group', 'preview', '--rule', rule);
  const examples = [{ id: ada, userName: 'ada@example.com' }];
  expect(preview).toMatchObject({
    matching: { count: 1, examples },
    joining: { count: 1 },
    leaving: { count: 0 },
  });
  const made = await json('group', 'create-by-rule', '--name', 'Londoners', '--rule', rule);
  expect(made).toMatchObject({
    displayName: 'Londoners',
    governedBy: 'rule',
    members: 1,
    rule: { text: rule },
  });
  expect((await run('group', 'members', 'londoners')).stdout).toContain('ada@example.com');

  const explained = await run('group', 'explain', 'Londoners', 'bob@example.com');
  expect(explained.stdout).toBe(
    [
      'bob@example.com does not belong to Londoners: the rule decides.',
      '  no   all of these',
      '    yes  profile.location eq "London"; has "London"',
      '    no   userName sw "a"; has "bob@example.com"',
      '',
    ].join('\n'),
  );
  const changed = await json('group', 'change-rule', made.id, '--always', 'bob@example.com', '--never', ada);
  expect(changed).toMatchObject({ joined: 1, left: 1, rule: { text: rule, always: [bob], never: [ada] } });
  const entries = await json('audit', 'tail', '--limit', '1');
  expect(entries).toMatchObject([{ action: 'GroupRuleChanged', target: { id: made.id } }]);
  expect(await json('audit', 'tail', '--group', 'Londoners', '--limit', '1')).toEqual(entries);
  const ofBob = await json('agent', 'show', bob);
  expect(ofBob.groups).toEqual([{ id: made.id, displayName: 'Londoners', kind: 'agents' }]);
  expect((await run('agent', 'show', ada)).stdout).toMatch(/^groups +none$/m);
  const left = await json('group', 'rule-effect', String(entries[0].position), '--which', 'left');
  expect(left).toMatchObject({ total: 1, agents: [{ id: ada }] });
  const listed = await run('group', 'list');
  expect(listed.stdout).toMatch(/Londoners +agents +rule: profile.location eq "London"/);
});

test('a mistake in a rule is told with its place, and what governs a group with what to do', async () => {
  const wrong = await run('group', 'create-by-rule', '--name', 'X', '--rule', 'profile.city eq "Austin"');
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toContain('The rule is wrong at character 1: "profile.city" names no attribute');
  const added = await run('group', 'add', 'Londoners', 'ada@example.com');
  expect(added.stderr).toContain('governed by a rule, so it cannot be changed by hand');
  const missing = await run('group', 'show', 'Nobodies');
  expect(missing.stderr).toContain('There is no group with the id or name "Nobodies" in this account.');
});

test('a group is made by hand, filled, renamed and removed', async () => {
  const made = await json('group', 'create', '--name', 'Friends', '--members', 'ada@example.com');
  expect(made).toMatchObject({ governedBy: 'hand', kind: 'agents', members: 1, rule: null });
  expect(await json('group', 'add', 'friends', bob, 'ada@example.com')).toMatchObject({ members: 2 });
  expect(await json('group', 'drop', 'friends', ada)).toMatchObject({ members: 1 });
  expect(await json('group', 'rename', 'friends', '--name', 'Mates')).toMatchObject({ displayName: 'Mates' });
  expect(await json('group', 'show', 'mates')).toMatchObject({ members: 1 });
  expect((await run('group', 'remove', 'mates')).stderr).toContain('repeat with --yes');
  expect(await json('group', 'remove', 'mates', '--yes')).toMatchObject({ status: 'removed' });
  const users = await run('group', 'create', '--name', 'Leads', '--kind', 'users', '--members', ada);
  expect(users.stderr).toContain('has no role above agent');
});

test('a template makes groups and takes them along', async () => {
  const { id, groups } = await json(
    'template',
    'create',
    '--attribute',
    'profile.location',
    '--name-pattern',
    'In {value}',
  );
  expect(groups).toBe(1);
  expect(await json('group', 'show', 'in london')).toMatchObject({ members: 2, templateId: id });
  expect(await json('template', 'list')).toMatchObject([{ id, attribute: 'profile.location' }]);
  expect((await run('group', 'remove', 'in london', '--yes')).stderr).toContain('governed by a template');
  await json('template', 'remove', id, '--yes');
  expect((await run('group', 'show', 'in london')).code).toBe(1);
  const wrong = await run('template', 'create', '--attribute', 'profile.location', '--name-pattern', 'In');
  expect(wrong.stderr).toContain('"{value}" where the value is to stand');
});

test('what is sent and not kept is listed with what to do, and forgotten', async () => {
  const { stdout: before } = await run('attribute', 'list');
  expect(before).not.toContain('not kept');
  const opened = await openRollcall({
    serviceName: 'test',
    databaseUrl: `sqlite:${folder}/data/rollcall.db`,
  });
  const [account] = await opened.listAccounts(opened.requester());
  if (account === undefined) throw new Error('There is no account.');
  const lastSentAt = '2026-11-25T12:00:00.000Z' as Instant;
  await opened.noteUnkeptAttributes(opened.caller(account.state.id), {
    sightings: [{ with: 'agents', name: 'shoe', times: 3, example: '42', lastSentAt }],
  });
  await opened.close();
  const { stdout } = await run('attribute', 'list');
  expect(stdout).toMatch(/shoe +agents +sent, not kept +3 +42 +2026-11-25T12:00:00.000Z +profile.shoe/);
  expect(stdout).toContain("give the attribute of the app that external name in Okta's");
  expect(await json('attribute', 'list')).toContainEqual(
    expect.objectContaining({ name: 'shoe', status: 'sent, not kept', times: 3, keptAs: 'profile.shoe' }),
  );
  const [entry] = await json('audit', 'tail', '--limit', '1');
  expect(entry).toMatchObject({ action: 'AttributeNotKept', target: { name: 'shoe' } });
  expect((await run('attribute', 'forget', 'SHOE')).stdout).toContain('is forgotten');
  expect((await run('attribute', 'list')).stdout).not.toContain('not kept');
  expect((await run('attribute', 'forget', 'shoe')).stderr).toContain('No attribute "shoe" came');
});

test('custom attributes are listed, declared, retired, renamed, and closed off', async () => {
  const { stdout } = await run('attribute', 'list');
  expect(stdout).toMatch(/profile\.location +string +seen +\d{4}-/);
  const declared = [
    'attribute',
    'declare',
    'profile.office',
    '--type',
    'string',
    '--allow',
    'Austin',
    'Boston',
    '--confidential',
  ];
  expect(await json(...declared)).toMatchObject({
    name: 'office',
    declaration: { type: 'string', allowedValues: ['Austin', 'Boston'], confidential: true },
  });
  const shown = await run('attribute', 'show', 'location');
  expect(shown.stdout).toMatch(/agents +2\n[\s\S]*"London" +2/);
  const retired = await run('attribute', 'retire', 'location');
  expect(retired.stderr).toContain('is asked about by the rule of the group "Londoners"');
  await json('group', 'remove', 'Londoners', '--yes');
  expect(await json('attribute', 'retire', 'location')).toHaveProperty('retiredAt');
  await json('attribute', 'reinstate', 'location');
  expect(await json('attribute', 'rename', 'location', 'city')).toEqual({
    from: 'location',
    to: 'city',
    agents: 2,
  });
  expect((await run('attribute', 'list')).stdout).toMatch(/profile\.location +string +renamed to city/);
  expect(await json('account', 'attributes', '--undeclared', 'refuse')).toMatchObject({
    acceptsUndeclared: false,
  });
  expect((await run('attribute', 'declare', 'x', '--list')).stderr).toContain('--list --type string');
  expect((await run('attribute', 'show', 'nothing')).code).toBe(1);
  expect(await json('attribute', 'undeclare', 'office')).not.toHaveProperty('declaration');
});
