import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serverOn } from '../support/start-server.ts';
import { conversations } from './conversation.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (document: string): string => readFileSync(root + document, 'utf8');

const guides = globSync('docs/guides/*.md', { cwd: root }).filter((guide) =>
  textOf(guide).includes('not against the live product'),
);
const ofOneProvider = guides.filter((guide) => !guide.endsWith('/identity-providers.md'));

test('every identity provider has its page, in the list of all of them and in the README', () => {
  expect(ofOneProvider).toHaveLength(6);
  for (const guide of ofOneProvider) {
    expect(textOf('README.md')).toContain(`(${guide})`);
    expect(textOf('docs/guides/identity-providers.md')).toContain(`(${guide.replace('docs/guides/', '')})`);
  }
});

test.each(ofOneProvider)('%s names conversations that are replayed', (guide) => {
  const named = [...textOf(guide).matchAll(/`tests\/fixtures\/([\w/-]+)\.json`/g)].map(([, name]) => name);
  expect(named).not.toEqual([]);
  expect(conversations).toEqual(expect.arrayContaining(named));
});

const server = serverOn();

test('the template for OneLogin makes an agent with custom attributes', async () => {
  const template = /```json\n([\s\S]*?)```/.exec(textOf('docs/guides/onelogin.md'))?.[1] ?? '';
  const body = template
    .replaceAll('{$parameters.scimusername}', 'ada@example.com')
    .replaceAll('{$user.email}', 'ada@example.com')
    .replaceAll('{$parameters.location}', 'Austin')
    .replaceAll('{$parameters.title}', '');
  const { client } = await server().openAccount();
  const { status, body: agent } = await client.post('/Users', JSON.parse(body));
  expect(status).toBe(201);
  expect(agent).toMatchObject({ userName: 'ada@example.com', profile: { location: 'Austin' } });
});
