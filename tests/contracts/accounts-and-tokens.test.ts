import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { Account } from '../../src/domain/account/account.ts';
import { ApiToken } from '../../src/domain/account/api-token.ts';
import { accountId, apiTokenId } from '../../src/domain/shared/identifiers.ts';
import { later, noon } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { callerIn, hurried } from '../support/stored-agents.ts';

onEachDatabase('accounts and tokens', (product) => {
  const stage = stageOn(product);
  const openAccount = async () => {
    const { unitOfWork } = stage().storage;
    const caller = callerIn(accountId(randomUUID()));
    const opened = Account.open(caller.accountId, 'Acme 🏢', noon);
    await unitOfWork.transact(caller, (scope) => scope.accounts.store(opened));
    return { caller, account: opened.state, unitOfWork, directory: stage().storage.accountDirectory };
  };
  const issue = (caller: ReturnType<typeof callerIn>, expiresInDays: number | null = 30) =>
    ApiToken.issue(
      apiTokenId(randomUUID()),
      caller.accountId,
      'ab'.repeat(32),
      { name: 'Okta', expiresInDays },
      noon,
    );

  test('an account is restored as it was stored, with and without Single Sign-On', async () => {
    const { caller, account, unitOfWork, directory } = await openAccount();
    expect(await directory.findAccount(caller.accountId, () => true)).toEqual(account);
    const connected = account.connectSso('https://acme.okta.example', later);
    await unitOfWork.transact(caller, (scope) => scope.accounts.store(connected));
    expect(await directory.findAccount(caller.accountId, () => true)).toEqual(connected.state);
    const again = await unitOfWork.read(caller, (scope) => scope.accounts.find());
    expect(again).toEqual(connected.state);
    expect(await directory.listAccounts()).toContainEqual(connected.state);
  });

  test('an account that was changed in between is not overwritten', async () => {
    const { caller, account, unitOfWork } = await openAccount();
    const change = account.connectSso('https://one.okta.example', later);
    await unitOfWork.transact(caller, (scope) => scope.accounts.store(change));
    const stale = unitOfWork.transact(hurried(caller), (scope) =>
      scope.accounts.store(account.connectSso('https://two.okta.example', later)),
    );
    await expect(stale).rejects.toMatchObject({ name: 'StorageUnavailable' });
  });

  test('a token is found with its account, revoked, and its last use only moves forward', async () => {
    const { caller, account, unitOfWork, directory } = await openAccount();
    const { state: token, ...change } = issue(caller);
    await unitOfWork.transact(caller, (scope) => scope.tokens.store({ state: token, ...change }));
    expect(await directory.findToken(token.state.id)).toEqual({ token, account });

    await directory.touchToken(token.state.id, later);
    await directory.touchToken(token.state.id, noon);
    expect((await directory.findToken(token.state.id))?.token.state.lastUsedAt).toBe(later);

    await unitOfWork.transact(caller, (scope) => scope.tokens.store(token.revoke(later)));
    expect((await directory.findToken(token.state.id))?.token.state.revokedAt).toBe(later);
    const journal = await unitOfWork.read(caller, (scope) => scope.journal.latest({ limit: 10 }));
    expect(journal.map(({ action }) => action)).toEqual([
      'ApiTokenRevoked',
      'ApiTokenIssued',
      'AccountOpened',
    ]);
    expect(JSON.stringify(journal)).not.toContain(token.state.secretHash);
  });

  test('an account lists its own tokens, the oldest first, and finds no other', async () => {
    const [ours, theirs] = [await openAccount(), await openAccount()];
    const tokens = [issue(ours.caller), issue(ours.caller, null)];
    for (const token of tokens)
      await ours.unitOfWork.transact(ours.caller, (scope) => scope.tokens.store(token));
    const list = await ours.unitOfWork.read(ours.caller, (scope) => scope.tokens.list());
    expect(new Set(list.map(({ state }) => state.id))).toEqual(
      new Set(tokens.map(({ state }) => state.state.id)),
    );
    expect(await theirs.unitOfWork.read(theirs.caller, (scope) => scope.tokens.list())).toEqual([]);
    const [first] = tokens;
    const found = theirs.unitOfWork.read(theirs.caller, async (scope) =>
      first ? scope.tokens.find(first.state.state.id) : undefined,
    );
    expect(await found).toBeUndefined();
  });
});
