import { expect, test } from 'vitest';
import type { OpenStorage } from '../../../src/adapters/typeorm-persistence/open-storage.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { openDatabase, stageOn } from '../../support/open-storage.ts';
import { operator } from '../../support/start-server.ts';
import { callerIn } from '../../support/stored-agents.ts';

const stage = stageOn(sqlite);
const ssoIssuer = 'https://acme.okta.example';

test('an account is opened with Single Sign-On, or without', async () => {
  const { openAccount, listAccounts, readAuditLog } = applicationOn(stage().storage);
  const without = await openAccount(operator, { name: ' Plain ' });
  const connected = await openAccount(operator, { name: 'Connected', ssoIssuer });
  expect(without.state).toMatchObject({ name: 'Plain', version: 1 });
  expect(without.hasSso).toBe(false);
  expect(connected.state).toMatchObject({ name: 'Connected', ssoIssuers: [ssoIssuer] });
  expect(await listAccounts(operator)).toEqual([without, connected]);
  const actions = async ({ state: { id } }: typeof without) =>
    (await readAuditLog(callerIn(id), { limit: 10 })).map(({ action }) => action);
  expect([await actions(without), await actions(connected)]).toEqual([
    ['AccountOpened'],
    ['SsoConnectionAdded', 'AccountOpened'],
  ]);
});

test('an account with a wrong issuer is not opened at all', async () => {
  const { openAccount, listAccounts } = applicationOn(stage().storage);
  const before = (await listAccounts(operator)).length;
  await expect(openAccount(operator, { name: 'Wrong', ssoIssuer: 'x' })).rejects.toMatchObject({
    code: 'ssoIssuerInvalid',
  });
  expect(await listAccounts(operator)).toHaveLength(before);
});

test('what an account refuses is read anew, what it lets happen may be a while old', async () => {
  const [one, other] = [applicationOn(stage().storage), applicationOn(stage().storage)];
  const caller = callerIn((await other.openAccount(operator, { name: 'Acme' })).state.id);
  const seen = async () => {
    const { hasSso, state } = await one.readAccount(caller);
    return [hasSso, state.groupsOverScim];
  };
  expect(await seen()).toEqual([false, true]);
  await other.connectSso(caller, { issuer: ssoIssuer });
  await other.switchGroupsOverScim(caller, { on: false });
  expect(await seen()).toEqual([true, false]);
  await other.switchGroupsOverScim(caller, { on: true });
  expect(await seen()).toEqual([true, true]);
  await other.switchGroupsOverScim(caller, { on: false });
  // It was let in a moment ago.
  expect(await seen()).toEqual([true, true]);
});

/** A new database, on which something happens before the first transaction. */
async function onNewDatabase(before: (open: OpenStorage) => Promise<unknown>) {
  const open = openDatabase(await sqlite.freshUrl());
  await open.storage.migrate();
  let isFirst = true;
  const interrupted: OpenStorage = {
    ...open,
    unitOfWork: {
      read: (...asked) => open.unitOfWork.read(...asked),
      dryRun: (...asked) => open.unitOfWork.dryRun(...asked),
      transact: async (...asked) => {
        if (isFirst) {
          isFirst = false;
          await before(open);
        }
        return open.unitOfWork.transact(...asked);
      },
    },
  };
  return { open, application: applicationOn(interrupted) };
}

test('the first account is opened with a token, and only where there is none', async () => {
  const { open, application } = await onNewDatabase(async () => undefined);
  const made = await application.openFirstAccount(operator);
  expect(made?.account.state).toMatchObject({
    name: 'My company',
    ssoIssuers: ['https://example.okta.com'],
  });
  const authenticated = await application.authenticateToken(operator, { text: made?.issued.text ?? '' });
  expect(authenticated).toMatchObject({ accountId: made?.account.state.id, principal: { name: 'Okta' } });
  expect(await application.openFirstAccount(operator)).toBeUndefined();
  await open.storage.close();
});

test('the first account is another process’s where that was quicker', async () => {
  const { open, application } = await onNewDatabase((storage) =>
    applicationOn(storage).openFirstAccount(operator),
  );
  expect(await application.openFirstAccount(operator)).toBeUndefined();
  expect(await application.listAccounts(operator)).toHaveLength(1);
  await open.storage.close();
});

test('the first account is missing, and that is told, where the database fails', async () => {
  const { open, application } = await onNewDatabase(() => Promise.reject(new Error('away')));
  await expect(application.openFirstAccount(operator)).rejects.toThrow('away');
  expect(await application.listAccounts(operator)).toEqual([]);
  await open.storage.close();
});
