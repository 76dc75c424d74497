import { expect, test } from 'vitest';
import { ApiToken } from '../../src/domain/account/api-token.ts';
import { apiTokenId } from '../../src/domain/shared/identifiers.ts';
import { noon } from '../support/agents.ts';
import { onEachServer } from '../support/databases.ts';
import { secretOf } from '../support/kept-secrets.ts';
import { openDatabase } from '../support/open-storage.ts';
import { StoredGroups } from '../support/stored-groups.ts';
import { proxyTo } from '../support/tcp-proxy.ts';

onEachServer('an account directory behind a network', (product) => {
  test('finds a token and its account in one round trip, and a token that is not there as well', async () => {
    const proxy = await proxyTo(await product.freshUrl());
    const open = openDatabase(proxy.url, 1);
    try {
      await open.storage.migrate();
      const { caller } = await StoredGroups.on(open);
      const id = apiTokenId('0199a000-0000-7000-8000-00000000abcd');
      const issued = ApiToken.issue(id, caller.accountId, secretOf('hash'), { name: 'Okta' }, noon);
      await open.unitOfWork.transact(caller, (scope) => scope.tokens.store(issued));
      const asked = async (token: typeof id) => {
        const before = proxy.sent();
        const found = await open.accountDirectory.findToken(token);
        return { found: found?.account.state.id, roundTrips: proxy.sent() - before };
      };
      await asked(id);
      expect(await asked(id)).toEqual({ found: caller.accountId, roundTrips: 1 });
      const nobodys = apiTokenId('0199a000-0000-7000-8000-00000000ffff');
      expect(await asked(nobodys)).toEqual({ found: undefined, roundTrips: 1 });
    } finally {
      await open.storage.close();
      await proxy.close();
    }
  });
});
