import { describe, test } from 'vitest';
import { onEachDatabase, sqlite } from '../support/databases.ts';
import { basic, type ScimClient } from '../support/scim-client.ts';
import { serverOn, type TestAccount, type TestServer } from '../support/start-server.ts';
import { conversations, recorded, replay } from './conversation.ts';

onEachDatabase('Recorded conversations', (product) => {
  const server = serverOn(product);

  test.each(conversations)('%s is answered as recorded', async (name) => {
    const { client, token } = await server().openAccount();
    await replay(recorded(name), client, { token: token.text });
  });
});

describe("Okta's conversations", () => {
  const server = serverOn(sqlite);

  const ways: Record<string, (server: TestServer, account: TestAccount) => ScimClient> = {
    'under MaestroQA’s path': (at, { client, token }) =>
      client.with({ Authorization: basic(token.text) }, at.baseUrl('/api/v1/scim/v2')),
    'with "Bearer"': (_, { client, token }) => client.with({ Authorization: `Bearer ${token.text}` }),
    'with the bare token': (_, { client, token }) => client.with({ Authorization: token.text }),
    'with "apiToken"': (_, { client, token }) => client.with({ apiToken: token.text }),
  };
  const both = ['okta/wizard-application', 'okta/catalogue-application'];

  test.each(Object.keys(ways).flatMap((way) => both.map((name) => [name, way] as const)))(
    '%s goes the same way %s',
    async (name, way) => {
      const account = await server().openAccount();
      const client = ways[way]?.(server(), account) ?? account.client;
      await replay(recorded(name), client);
    },
  );
});
