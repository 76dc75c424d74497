import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { Account } from '../../src/domain/account/account.ts';
import { ApiToken, type ApiTokenChange, type ApiTokenRequest } from '../../src/domain/account/api-token.ts';
import { accountId, apiTokenId } from '../../src/domain/shared/identifiers.ts';
import { type Instant, instantPlus } from '../../src/domain/shared/instant.ts';
import { later, noon } from '../support/agents.ts';
import { applicationOn } from '../support/application-on.ts';
import { onEachDatabase } from '../support/databases.ts';
import { readJournal, stageOn } from '../support/open-storage.ts';
import { addedConnection, providers } from '../support/sso-connections.ts';
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
  const issue = (
    caller: ReturnType<typeof callerIn>,
    request: Partial<ApiTokenRequest> = {},
    at: Instant = noon,
  ) =>
    ApiToken.issue(
      apiTokenId(randomUUID()),
      caller.accountId,
      'ab'.repeat(32),
      { name: 'Okta', expiresInDays: 30, ...request },
      at,
    );

  test('an account is restored as it was stored, with and without Single Sign-On', async () => {
    const { caller, account, unitOfWork, directory } = await openAccount();
    const read = async () => [
      await directory.findAccount(caller.accountId, () => true),
      await unitOfWork.read(caller, (scope) => scope.accounts.find()),
      (await directory.listAccounts()).find(({ state }) => state.id === caller.accountId),
    ];
    expect(await read()).toEqual([account, account, account]);
    for (const [provider, name] of [
      [providers.saml, 'Okta'],
      [providers.oidc, 'Entra'],
    ] as const) {
      const added = addedConnection(provider, name, caller.accountId);
      await unitOfWork.transact(caller, (scope) => scope.ssoConnections.store(added));
    }
    const ssoIssuers = expect.toSatisfy(
      (issuers) => issuers.length === 2 && issuers.includes(providers.saml.issuer),
    );
    const connected = { state: { ...account.state, ssoIssuers } };
    for (const found of await read()) expect(found).toMatchObject(connected);
  });

  test('an account is closed, renamed and reopened, and restored as it is', async () => {
    const { caller, account, unitOfWork, directory } = await openAccount();
    const closed = account.close(later);
    const renamed = closed.state.rename('Globex', later);
    const stored = async () => directory.findAccount(caller.accountId, () => true);
    await unitOfWork.transact(caller, async (scope) => {
      for (const change of [closed, renamed]) await scope.accounts.store(change);
    });
    expect(await stored()).toEqual(renamed.state);
    expect(await stored()).toMatchObject({ state: { name: 'Globex', closedAt: later } });
    const reopened = renamed.state.reopen(later);
    await unitOfWork.transact(caller, (scope) => scope.accounts.store(reopened));
    expect(await stored()).toEqual(reopened.state);
  });

  test('of tokens that are issued at once under one name, letter case aside, one is', async () => {
    const { caller } = await openAccount();
    const { issueToken, listTokens } = applicationOn(stage().storage);
    const names = ['Straße', 'STRASSE', 'strasse', 'straße', ' Straße '];
    const outcomes = await Promise.allSettled(names.map((name) => issueToken(caller, { name })));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(Array(4).fill('tokenNameTaken'));
    expect(await listTokens(caller)).toHaveLength(1);
  });

  test('a token that was stored in between keeps its name, whoever has not seen it', async () => {
    const { caller, unitOfWork } = await openAccount();
    await unitOfWork.transact(caller, (scope) => scope.tokens.store(issue(caller)));
    const unaware = unitOfWork.transact(hurried(caller), (scope) => scope.tokens.store(issue(caller)));
    await expect(unaware).rejects.toMatchObject({ name: 'StorageUnavailable', trouble: 'conflict' });
  });

  test('a name is free again once its token is revoked or has expired', async () => {
    const { caller, unitOfWork } = await openAccount();
    const store = (change: ApiTokenChange) =>
      unitOfWork.transact(caller, (scope) => scope.tokens.store(change));
    const [first, second] = [issue(caller), issue(caller, { expiresInDays: 1 }, later)];
    await store(first);
    await store(first.state.revoke(later));
    await store(second);
    const third = issue(caller, {}, instantPlus(second.state.state.expiresAt ?? later, 0));
    await store(third);
    await store(second.state.revoke(later));
    await expect(
      unitOfWork.transact(hurried(caller), (scope) => scope.tokens.store(issue(caller))),
    ).rejects.toMatchObject({ trouble: 'conflict' });
  });

  test('an account that was changed in between is not overwritten', async () => {
    const { caller, account, unitOfWork } = await openAccount();
    const change = account.rename('One', later);
    await unitOfWork.transact(caller, (scope) => scope.accounts.store(change));
    const stale = unitOfWork.transact(hurried(caller), (scope) =>
      scope.accounts.store(account.rename('Two', later)),
    );
    await expect(stale).rejects.toMatchObject({ name: 'StorageUnavailable' });
  });

  test('a token is found with its account, revoked, and its last use only moves forward', async () => {
    const { caller, account, unitOfWork, directory } = await openAccount();
    const { state: token, ...change } = issue(caller);
    await unitOfWork.transact(caller, (scope) => scope.tokens.store({ state: token, ...change }));
    expect(await directory.findToken(token.state.id)).toEqual({ token, account });
    const added = addedConnection(providers.elsewhere, 'Okta', caller.accountId);
    await unitOfWork.transact(caller, (scope) => scope.ssoConnections.store(added));
    expect((await directory.findToken(token.state.id))?.account.state.ssoIssuers).toEqual([
      providers.elsewhere.issuer,
    ]);

    await directory.touchToken(token.state.id, later, '203.0.113.7');
    await directory.touchToken(token.state.id, noon, '203.0.113.8');
    expect((await directory.findToken(token.state.id))?.token.state).toMatchObject({
      lastUsedAt: later,
      lastUsedFrom: '203.0.113.7',
    });

    await unitOfWork.transact(caller, (scope) => scope.tokens.store(token.revoke(later)));
    expect((await directory.findToken(token.state.id))?.token.state.revokedAt).toBe(later);
    const journal = await readJournal(stage().storage, caller, (reader) => reader.latest({ limit: 10 }));
    expect(journal.map(({ action }) => action)).toEqual([
      'ApiTokenRevoked',
      'SsoConnectionAdded',
      'ApiTokenIssued',
      'AccountOpened',
    ]);
    expect(JSON.stringify(journal)).not.toContain(token.state.secretHash);
  });

  test('an account lists its own tokens, the oldest first, and finds no other', async () => {
    const [ours, theirs] = [await openAccount(), await openAccount()];
    const tokens = [issue(ours.caller), issue(ours.caller, { name: 'Entra', expiresInDays: null })];
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
