import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshInstallation, type RollcallProcess } from '../../main/installation.ts';
import { lasting } from '../../support/guide-outputs.ts';
import { basic, patchOf, ScimClient, user } from '../../support/scim-client.ts';

const { json, run, start } = freshInstallation();
let serving: RollcallProcess;
/** When she could still sign in. */
let before: string;

/** What happened at Acme before the auditor came: `docs/guides/auditor.md` asks about it. */
beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await json('owner', 'name', 'grace@acme.example');
  const okta = await json('token', 'create', '--name', 'Okta');
  const leaked = await json('token', 'create', '--name', 'Leaked');
  await json('attribute', 'declare', 'location', '--type', 'string');
  const inLondon = 'profile.location eq "London"';
  await json('group', 'create-by-rule', '--name', 'London', '--rule', inLondon);
  serving = start('serve');
  const baseUrl = `${await serving.address()}/scim/v2`;
  const client = new ScimClient(baseUrl, { Authorization: basic(okta.token) });
  const name = { givenName: 'Ada', familyName: 'Byron' };
  const ada = user('ada@example.com', { name, title: 'Engineer', profile: { location: 'London' } });
  const { body } = await client.post('/Users', ada);
  expect((await client.post('/Users', ada)).status).toBe(409);
  await client.patch(`/Users/${body.id}`, patchOf({ op: 'replace', path: 'title', value: 'Principal' }));
  await pause(5);
  before = new Date().toISOString();
  await pause(5);
  await json('group', 'change-rule', 'London', '--rule', `${inLondon} and active eq true`);
  await client.patch(`/Users/${body.id}`, patchOf({ op: 'replace', path: 'active', value: false }));
  await json('token', 'revoke', leaked.id);
  await new ScimClient(baseUrl, { Authorization: basic(leaked.token) }).get('/Users');
}, 120_000);

afterAll(() => serving.stop());

interface Answer {
  readonly question: string;
  readonly command: string;
  /** As the guide shows it. */
  readonly output: string;
}

/** The commands of the section *Ten questions*, each with what it is said to print. */
function answersIn(guide: string): readonly Answer[] {
  const section = guide.split(/^## /m).find((part) => part.startsWith('Ten questions')) ?? '';
  return section
    .split(/^### /m)
    .slice(1)
    .flatMap((part) => {
      const [question = ''] = part.split('\n');
      const shown = [...part.matchAll(/^```sh\n(.*)\n```\n\n```\n([\s\S]*?)^```$/gm)];
      return shown.map(([, command = '', output = '']) => ({ question, command, output }));
    });
}

/** Words as a shell parts them. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

const answers = answersIn(readFileSync('docs/guides/auditor.md', 'utf8'));

test('the guide has ten questions', () => {
  expect(new Set(answers.map(({ question }) => question)).size).toBe(10);
});

test.each(answers)('$question', async ({ command, output }) => {
  const [program, ...words] = wordsOf(command.replace(/\d{4}-\d\d-\d\dT\S+/, before));
  expect(program).toBe('./rollcall');
  const { code, stdout } = await run(...words);
  expect([code, lasting(stdout)]).toEqual([0, lasting(output)]);
});
