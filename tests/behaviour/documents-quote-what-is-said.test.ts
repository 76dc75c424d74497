import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/storage-errors.ts';
import { sqlite } from '../support/databases.ts';
import {
  basic,
  groupSchema,
  patchOf,
  type ScimAnswer,
  type ScimClient,
  user,
} from '../support/scim-client.ts';
import { serverOn } from '../support/start-server.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const documents = ['README.md', ...globSync('docs/guides/*.md', { cwd: root })];

/** What stands in code and reads as a sentence, or the beginning of one: `There is already an agent …`. */
const quotationsIn = (document: string): string[] =>
  [
    ...readFileSync(root + document, 'utf8')
      .replace(/^ *```[\s\S]*?^ *```/gm, '')
      .matchAll(/`([^`\n]+)`/g),
  ]
    .map(([, quoted = '']) => quoted)
    .filter((quoted) => /^("|[A-Z]|… )/.test(quoted) && / .*(…|\.)$|^There is/.test(quoted));

const server = serverOn(sqlite, { tokenCacheSeconds: 0 });
/** Every sentence that the mistakes below are answered with. */
const said: string[] = [];

const group = (displayName: string, ...members: string[]) => ({
  schemas: [groupSchema],
  displayName,
  members: members.map((value) => ({ value })),
});
const nobody = '0199d2a0-0000-7000-8000-ffffffffffff';

async function mistakesWithTokens(client: ScimClient, tokenText: string): Promise<ScimAnswer[]> {
  const { application } = server();
  const account = await server().openAccount('Acme');
  const [expiring, revoked] = [await account.issueToken({ expiresInDays: 1 }), await account.issueToken()];
  await application.revokeToken(account.caller, { id: revoked.token.state.id });
  server().putClockForward(2);
  const asking = (Authorization: string) => client.with({ Authorization }).get('/Users');
  const unconnected = await server().openAccount('Unconnected', { sso: false });
  return Promise.all([
    asking(basic(tokenText, 'admin')),
    asking(basic('wrong')),
    asking(basic(expiring.text)),
    asking(basic(revoked.text)),
    unconnected.client.post('/Users', user('ada@example.com')),
  ]);
}

async function mistakesWithAddresses(client: ScimClient): Promise<ScimAnswer[]> {
  const { id } = await client.create('old@example.com', {
    emails: [{ value: 'old@example.com', primary: true }],
  });
  const other = [{ value: 'other@example.com', primary: true }];
  return [
    await client.put(`/Users/${id}`, user('other@example.com')),
    await client.put(`/Users/${id}`, user('old@example.com', { emails: other })),
    await client.post('/Users', user('bob@example.com', { emails: other })),
    await client.post('/Users', user('OLD@example.com')),
    await client.post('/Users', user('ada')),
    await client.get('/Users/Users'),
    await client.with({}, server().baseUrl('')).get('/Users'),
  ];
}

async function mistakesWithGroups(client: ScimClient): Promise<ScimAnswer[]> {
  const pushed = (await client.post('/Groups', group('Pushed'))).body;
  return [
    await client.post('/Groups', group('Nobody', nobody)),
    await client.post('/Groups', group('Nested', pushed.id)),
    await client.post('/Groups', group('PUSHED')),
  ];
}

async function mistakesWithAssignments(): Promise<ScimAnswer[]> {
  const { client, caller } = await server().openAccount();
  await server().application.setBrake(caller, { agentsMin: 1, stops: true });
  const { id } = await client.create('dora@example.com');
  await client.put(`/Users/${id}`, user('dora@example.com', { active: false }));
  return [await client.delete(`/Users/${id}`)];
}

beforeAll(async () => {
  const { application } = server();
  const { client, caller, token } = await server().openAccount();
  const answers = [...(await mistakesWithAddresses(client)), ...(await mistakesWithGroups(client))];
  const profiled = (userName: string, profile: object) => client.post('/Users', user(userName, { profile }));
  answers.push(await profiled('carol@example.com', { location: { city: 'Austin' } }));
  await application.declareProfileAttribute(caller, { name: 'level', declaration: { type: 'number' } });
  await application.declareProfileAttribute(caller, {
    name: 'grade',
    declaration: { type: 'string', allowedValues: ['A', 'B'] },
  });
  answers.push(await profiled('carol@example.com', { level: 'high' }));
  answers.push(await profiled('carol@example.com', { grade: 'Z' }));
  await application.acceptUndeclaredAttributes(caller, { accepted: false });
  answers.push(await profiled('carol@example.com', { shoe: '42' }));
  const here = await application.createGroup(caller, { desired: { displayName: 'By hand' } });
  const rename = patchOf({ op: 'replace', path: 'displayName', value: 'Renamed' });
  answers.push(await client.patch(`/Groups/${here.group.state.id}`, rename));
  const groupless = await server().openAccount();
  await application.switchGroupsOverScim(groupless.caller, { on: false });
  answers.push(await groupless.client.post('/Groups', group('Off')));
  answers.push(...(await mistakesWithAssignments()));
  answers.push(...(await mistakesWithTokens(client, token.text)));
  said.push(...answers.map(({ body }) => body.detail), new StorageUnavailable('unreachable').message);
});

/** Whether a sentence is the quoted one, where `…` stands for anything, and so does what may follow. */
const isQuoted = (sentence: string, quoted: string): boolean =>
  new RegExp(
    quoted
      .split('…')
      .map((part) => part.trim().replace(/[^\w\s]/g, '\\$&'))
      .join('.*'),
  ).test(sentence);

test('every mistake is answered with a sentence', () => {
  expect(said).toHaveLength(23);
  expect(said.filter((sentence) => !/^.{20,}\.$/s.test(sentence))).toEqual([]);
});

test('quotations are found', () => {
  expect(documents.flatMap(quotationsIn).length).toBeGreaterThan(25);
});

test.each(documents)('what %s quotes is said by the service', (document) => {
  const unsaid = quotationsIn(document).filter(
    (quoted) => !said.some((sentence) => isQuoted(sentence, quoted)),
  );
  expect(unsaid).toEqual([]);
});
