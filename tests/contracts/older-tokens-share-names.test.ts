import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { apiTokenId } from '../../src/domain/shared/identifiers.ts';
import { applicationOn } from '../support/application-on.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { operator } from '../support/start-server.ts';

// As the version before the migration left them: names that several tokens have.
onEachDatabase('tokens of the same name', (product) => {
  const stage = stageOn(product);

  test('go on working after the migration, and their name is given to nobody else', async () => {
    const { storage } = stage();
    const { openAccount, issueToken, listTokens, revokeToken } = applicationOn(storage);
    const caller = { ...operator, accountId: (await openAccount(operator, { name: 'Acme' })).state.id };
    const names = ['Okta', 'OKTA', 'Straße', 'Entra'];
    for (const name of names) {
      const values = `'${caller.accountId}', '${randomUUID()}', '${name}', 'ab', '2026-01-01T00:00:00.000Z'`;
      await administer(
        stage().url,
        `INSERT INTO api_tokens (account_id, id, name, secret_hash, created_at) VALUES (${values})`,
      );
    }
    await administer(stage().url, "DELETE FROM migrations WHERE name LIKE 'ClosedAccounts%'");
    expect(await storage.storage.migrate()).toEqual(['ClosedAccountsTokenNames1764350000000']);

    const tokens = await listTokens(caller);
    expect(tokens.map(({ state }) => state.name).sort()).toEqual([...names].sort());
    for (const name of ['okta', 'STRASSE', 'entra'])
      await expect(issueToken(caller, { name })).rejects.toMatchObject({ code: 'tokenNameTaken' });
    for (const { state } of tokens) await revokeToken(caller, { id: apiTokenId(state.id) });
    for (const name of ['okta', 'STRASSE', 'entra']) await issueToken(caller, { name });
  });
});
