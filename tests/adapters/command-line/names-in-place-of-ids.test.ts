import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';
import { administer } from '../../support/databases.ts';

const { folder, json, run, provision } = freshInstallation();
let account: string;
let ada: string;

beforeAll(async () => {
  const opened = ['--name', 'Ada Corp', '--sso-issuer', 'https://acme.okta.example'];
  account = (await json('account', 'create', ...opened)).id;
  [ada = ''] = await provision('ada@example.com', 'bob@example.com');
  const database = `sqlite:${folder}/data/rollcall.db`;
  await administer(database, "UPDATE agents SET external_id = '00uAda' WHERE user_name = 'ada@example.com'");
});

const errorOf = async (...verb: readonly string[]) => {
  const { code, stderr } = await run(...verb, '--json');
  return { code, ...JSON.parse(stderr).error };
};

test.each(['Ada Corp', 'ada corp', ' ADA CORP '])('an account is named %j', async (name) => {
  expect(await json('account', 'show', name)).toMatchObject({ id: account });
  expect(await json('token', 'list', '--account', name)).toEqual([]);
  expect(await json('audit', 'tail', '--account', name)).not.toEqual([]);
});

test('an account that is not there is told with how to find out which there are', async () => {
  expect(await errorOf('token', 'list', '--account', 'Adacorp')).toEqual({
    code: 'accountNotFound',
    message: 'There is no account with the id or name "Adacorp". All are listed by: rollcall account list',
  });
});

test.each(['ada@example.com', 'ADA@example.com', '00uAda'])('an agent is named %s', async (name) => {
  expect(await json('agent', 'show', name)).toMatchObject({ id: ada });
  expect(await json('agent', 'show', ada)).toMatchObject({ id: ada });
});

test.each(['ADA@example.com', '00uAda'])('wherever an agent is wanted, %s will do', async (name) => {
  const rule = ['--rule', 'profile.location eq "Paris"'];
  const lists = async (...verb: readonly string[]) => (await json('group', ...verb)).rule;
  const byHand = await json('group', 'create', '--name', `Hand ${name}`, '--members', name);
  const byRule = ['create-by-rule', '--name', `Rule ${name}`, ...rule, '--always', name];
  expect(byHand).toMatchObject({ members: 1 });
  expect(await lists(...byRule)).toMatchObject({ always: [ada], never: [] });
  expect(await lists('change-rule', `rule ${name}`, '--never', name, '--always', 'bob@example.com')).toEqual(
    expect.objectContaining({ always: [expect.not.stringContaining(ada)], never: [ada] }),
  );
  const previewed = await json('group', 'preview', '--group', `rule ${name}`, ...rule, '--always', name);
  expect(previewed).toMatchObject({ joining: { examples: [{ id: ada }] }, leaving: { count: 1 } });
  expect(await json('group', 'drop', byHand.id, name)).toMatchObject({ members: 0 });
  expect(await json('group', 'add', byHand.id, name)).toMatchObject({ members: 1 });
  expect(await json('group', 'explain', byHand.id, name)).toMatchObject({ agentId: ada, belongs: true });
  for (const one of [ada, name]) {
    const entries: { action: string; target: { id: string } }[] = await json('audit', 'tail', '--agent', one);
    // By id, entries of groups that name the agent are found as well.
    const ofAgent = entries.filter(({ target }) => target.id === ada);
    expect(ofAgent.map(({ action }) => action)).toEqual(['AgentProvisioned']);
  }
});

test('a name that nobody has in a list of a rule is refused, and nothing is made', async () => {
  const lists = ['--rule', 'active eq true', '--always', 'ada@example.com', '--never', 'nobody@example.com'];
  expect(await errorOf('group', 'create-by-rule', '--name', 'Nobody', ...lists)).toMatchObject({
    code: 'agentNotFound',
    message: expect.stringContaining('nobody@example.com'),
  });
  expect(await errorOf('group', 'show', 'Nobody')).toMatchObject({ code: 'groupNotFound' });
});

test('an id is what it is, also where somebody else has it as an external id', async () => {
  const database = `sqlite:${folder}/data/rollcall.db`;
  await administer(database, `UPDATE agents SET external_id = '${ada}' WHERE user_name = 'bob@example.com'`);
  expect(await json('agent', 'show', ada)).toMatchObject({ userName: 'ada@example.com' });
  expect(await errorOf('agent', 'show', '00UADA')).toMatchObject({ code: 'agentNotFound' });
});

test('several agents of one external id are listed by their ids', async () => {
  await administer(`sqlite:${folder}/data/rollcall.db`, "UPDATE agents SET external_id = 'x'");
  const error = await errorOf('agent', 'deactivate', 'x');
  expect(error).toMatchObject({ code: 'agentAmbiguous' });
  expect(error.message).toMatch(/^Several agents are meant by "x"; say which one by its id:\n/);
  expect(error.message).toContain(`${ada}  ada@example.com  active`);
  expect(error.message).toContain('bob@example.com');
});

test('a token is named, and so is the one that takes over from it', async () => {
  const made = await json('token', 'create', '--name', 'Okta');
  const next = await json('token', 'rotate', 'okta');
  const chosen = await json('token', 'rotate', 'Okta 2', '--name', 'Entra');
  expect((await json('token', 'list')).map(({ name }: { name: string }) => name)).toEqual([
    ...['Okta', 'Okta 2', 'Entra'],
  ]);
  expect(await json('token', 'revoke', 'Okta')).toMatchObject({ id: made.id, status: 'revoked' });
  expect(await errorOf('token', 'revoke', 'Okta')).toMatchObject({ code: 'tokenNotFound' });
  expect(await json('token', 'revoke', made.id)).toMatchObject({ status: 'revoked' });
  expect(await errorOf('token', 'create', '--name', 'ENTRA')).toEqual({
    code: 'tokenNameTaken',
    message: `The API token ${chosen.id} is called "Entra" and may be used still. Revoke it first, or choose another name.`,
  });
  expect(await errorOf('token', 'rotate', next.id, '--name', 'Entra')).toMatchObject({
    code: 'tokenNameTaken',
  });
  expect(await json('token', 'create', '--name', 'Okta')).toMatchObject({ token: expect.any(String) });
});

test('a token that is pasted in place of its name is not repeated', async () => {
  const { token } = await json('token', 'create', '--name', 'Pasted');
  const { code, stderr } = await run('token', 'revoke', token);
  expect(code).toBe(1);
  expect(stderr).toContain('There is no token with the id or name "rollcall_…" in this account.');
  expect(stderr).not.toContain(token.slice(-20));
});

test('a template is named by its attribute, and by its id where the attribute has several', async () => {
  const create = (pattern: string) =>
    json('template', 'create', '--attribute', 'profile.location', '--name-pattern', pattern);
  const first = await create('In {value}');
  await json('template', 'remove', 'Profile.Location', '--yes');
  expect(await json('template', 'list')).toEqual([]);
  expect(await errorOf('template', 'remove', first.id, '--yes')).toMatchObject({
    code: 'groupTemplateNotFound',
  });
});

test('several accounts of one name are listed by their ids', async () => {
  const { id } = await json('account', 'create', '--name', 'ADA CORP');
  const error = await errorOf('account', 'close', 'Ada Corp', '--yes');
  expect(error).toMatchObject({ code: 'accountAmbiguous' });
  expect(error.message).toContain(account);
  expect(error.message).toContain(id);
  expect((await json('account', 'list')).map(({ status }: { status: string }) => status)).toEqual([
    ...['open', 'open'],
  ]);
});
