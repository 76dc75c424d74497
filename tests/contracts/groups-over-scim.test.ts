import { expect, test } from 'vitest';
import { Account } from '../../src/domain/account/account.ts';
import { later, noon } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { callerIn } from '../support/stored-agents.ts';

onEachDatabase("an account's switch for groups over SCIM", (product) => {
  const stage = stageOn(product);

  test('is kept, off and on again', async () => {
    const { unitOfWork, accountDirectory } = stage().storage;
    const caller = callerIn();
    const opened = Account.open(caller.accountId, 'Acme', noon);
    const off = opened.state.switchGroupsOverScim(false, later);
    const on = off.state.switchGroupsOverScim(true, later);
    for (const change of [opened, off, on]) {
      await unitOfWork.transact(caller, (scope) => scope.accounts.store(change));
      expect(await accountDirectory.findAccount(caller.accountId, () => true)).toEqual(change.state);
    }
  });
});
