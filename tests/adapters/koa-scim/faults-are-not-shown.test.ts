import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { errorSchema, user } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const server = serverOn();

test('a mistake of ours is a 500 that tells the request id and nothing else, and the log tells the rest', async () => {
  const { client } = await server().openAccount();
  const database = new Database(server().databaseUrl.slice('sqlite:'.length));
  database.exec('DROP TABLE agents');
  database.close();

  const answer = await client.post('/Users', user('ada@example.com'), { 'X-Request-Id': 'unlucky' });
  expect(answer).toMatchObject({
    status: 500,
    headers: { 'content-type': 'application/scim+json', 'x-request-id': 'unlucky' },
    body: { schemas: [errorSchema], status: '500', detail: expect.stringContaining('unlucky') },
  });
  expect(answer.text).not.toMatch(/agents|SQL|table/i);

  const logged = server().logLines.map((line) => JSON.parse(line));
  const [mistake] = logged.filter(({ level, requestId }) => level === 50 && requestId === 'unlucky');
  expect(mistake.err.message).toContain('no such table');
  expect(mistake.err.stack).toContain('store-agent');
});
