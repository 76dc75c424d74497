import { expect, test } from 'vitest';
import { applicationOn } from '../../support/application-on.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { openDatabase } from '../../support/open-storage.ts';
import { operator } from '../../support/start-server.ts';

onEachDatabase('processes that start at once', (product) => {
  test('make one account, one token and one sign-in link among them', async () => {
    const url = await product.freshUrl();
    const opened = [1, 2, 3, 4].map(() => openDatabase(url, 2));
    await opened[0]?.storage.migrate();
    const applications = opened.map((open) => applicationOn(open));
    const made = await Promise.all(applications.map((process) => process.openFirstAccount(operator)));
    const [first, ...others] = made.filter((one) => one !== undefined);
    expect(others).toEqual([]);
    const [application] = applications;
    const accounts = await application?.listAccounts(operator);
    expect(accounts?.map(({ state }) => state.id)).toEqual([first?.account.state.id]);
    const caller = { ...operator, accountId: accounts?.[0]?.state.id as never };
    expect((await application?.listTokens(caller))?.map(({ state }) => state.id)).toEqual([
      first?.issued.token.state.id,
    ]);
    const { link } = first?.signIn ?? {};
    expect((await application?.listSignInLinks(caller))?.map(({ state }) => state)).toEqual([link?.state]);
    expect(await application?.listOwners(caller)).toEqual([
      { userName: link?.state.owner, agent: undefined },
    ]);
    expect(await application?.openFirstAccount(operator)).toBeUndefined();
    await Promise.all(opened.map(({ storage }) => storage.close()));
  });
});
