import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CachedAccountDirectory } from '../../../src/adapters/node-runtime/cached-account-directory.ts';
import { Account, type AccountChange } from '../../../src/domain/account/account.ts';
import { ApiToken } from '../../../src/domain/account/api-token.ts';
import { apiTokenId } from '../../../src/domain/shared/identifiers.ts';
import { later, noon } from '../../support/agents.ts';
import { sqlite } from '../../support/databases.ts';
import { secretOf } from '../../support/kept-secrets.ts';
import { stageOn } from '../../support/open-storage.ts';
import { addedConnection, providers } from '../../support/sso-connections.ts';
import { callerIn } from '../../support/stored-agents.ts';

const stage = stageOn(sqlite);
const cacheSeconds = 0.3;
const hasSso = (account: Account) => account.hasSso;
const hasGroups = ({ state }: Account) => state.groupsOverScim;

async function accountWithToken() {
  const { unitOfWork, accountDirectory } = stage().storage;
  const caller = callerIn();
  const account = Account.open(caller.accountId, 'Acme', noon);
  const id = apiTokenId(randomUUID());
  const token = ApiToken.issue(id, caller.accountId, secretOf('ab'.repeat(32)), { name: 'Okta' }, noon);
  await unitOfWork.transact(caller, async (scope) => {
    await scope.accounts.store(account);
    await scope.tokens.store(token);
  });
  const change = (transition: (current: Account) => AccountChange) =>
    unitOfWork.transact(caller, async ({ accounts }) => {
      const current = await accounts.find();
      if (current !== undefined) await accounts.store(transition(current));
    });
  return {
    id,
    directory: new CachedAccountDirectory(accountDirectory, cacheSeconds),
    accountId: caller.accountId,
    revoke: () => unitOfWork.transact(caller, (scope) => scope.tokens.store(token.state.revoke(later))),
    close: () => change((current) => current.close(later)),
    reopen: () => change((current) => current.reopen(later)),
    connect: () =>
      unitOfWork.transact(caller, ({ ssoConnections }) =>
        ssoConnections.store(addedConnection(providers.elsewhere, 'Okta', caller.accountId)),
      ),
    switchGroups: (on: boolean) => change((current) => current.switchGroupsOverScim(on, later)),
  };
}

test('a token is not looked up again while it is fresh, and its revocation holds when it no longer is', async () => {
  const { directory, id, revoke } = await accountWithToken();
  const first = await directory.findToken(id);
  expect(await directory.findToken(id)).toBe(first);
  await revoke();
  await pause(cacheSeconds * 1000 + 50);
  const revoked = await directory.findToken(id);
  expect(revoked?.token.state.revokedAt).toBe(later);
  // It stays revoked, so whoever goes on with it costs the database nothing.
  expect(await directory.findToken(id)).toBe(revoked);
});

test('a token of a closed account is looked up anew each time, so that the account is open again at once', async () => {
  const { directory, id, close, reopen } = await accountWithToken();
  await close();
  expect((await directory.findToken(id))?.account.state.closedAt).toBe(later);
  await reopen();
  expect((await directory.findToken(id))?.account.state.closedAt).toBeUndefined();
});

test('an account that keeps people out is looked up anew each time, so that its connection holds at once', async () => {
  const { directory, accountId, connect } = await accountWithToken();
  expect((await directory.findAccount(accountId, hasSso))?.hasSso).toBe(false);
  await connect();
  const connected = await directory.findAccount(accountId, hasSso);
  expect(connected?.hasSso).toBe(true);
  expect(await directory.findAccount(accountId, hasSso)).toBe(connected);
});

test('an account is looked up anew where it refuses what is asked, whatever else it lets happen', async () => {
  const { directory, accountId, connect, switchGroups } = await accountWithToken();
  await connect();
  await switchGroups(false);
  expect(await directory.findAccount(accountId, hasSso)).toMatchObject({ state: { groupsOverScim: false } });
  await switchGroups(true);
  expect(await directory.findAccount(accountId, hasGroups)).toMatchObject({
    state: { groupsOverScim: true },
  });
  await switchGroups(false);
  const remembered = await directory.findAccount(accountId, hasGroups);
  expect(remembered?.state.groupsOverScim).toBe(true);
});

test('a token that is not known is asked for anew each time, so that a new one works at once', async () => {
  const { directory } = await accountWithToken();
  const { id } = await accountWithToken();
  expect(await directory.findToken(apiTokenId(randomUUID()))).toBeUndefined();
  expect(await directory.findToken(id)).toBeDefined();
});
