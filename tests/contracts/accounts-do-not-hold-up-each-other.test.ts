import { createConnection } from 'mysql2/promise';
import { expect, test } from 'vitest';
import { Account } from '../../src/domain/account/account.ts';
import { noon } from '../support/agents.ts';
import { onEachServer } from '../support/databases.ts';
import { type Stage, stageOn } from '../support/open-storage.ts';
import { hurried, provisioning, StoredAgents } from '../support/stored-agents.ts';

const pushes = 40;
const othersPushes = 20;

onEachServer('accounts on one database', (product) => {
  const stage = stageOn(product);

  async function openAccount(): Promise<StoredAgents> {
    const stored = new StoredAgents(stage().storage);
    const { accountId } = stored.caller;
    const account = Account.open(accountId, 'Acme', noon);
    await stored.open.unitOfWork.transact(stored.caller, ({ accounts }) => accounts.store(account));
    return stored;
  }

  test('are served while the policy of another one is changed, and many pushes to that one wait', async () => {
    const [busy, other] = [await openAccount(), await openAccount()];
    const release = await lockPolicy(stage(), busy);
    const done: string[] = [];
    const waiting = Array.from({ length: pushes }, () => push(busy).then(() => done.push('busy')));
    // All of them have come, and those that got a connection have met the lock.
    await new Promise((resolve) => setTimeout(resolve, 300));
    // Sooner than the server itself gives up waiting for a lock.
    const soon = new StoredAgents(other.open, hurried(other.caller, 3000));
    const served = Array.from({ length: othersPushes }, async () => {
      await push(soon);
      await soon.actions();
      done.push('other');
    });
    await Promise.all(served);
    await release();
    await Promise.all(waiting);
    expect(done).toEqual([...Array(othersPushes).fill('other'), ...Array(pushes).fill('busy')]);
    expect(await busy.actions()).toHaveLength(pushes + 1);
  });

  test('give up at their deadline when the lock is not released, and have changed nothing', async () => {
    const busy = await openAccount();
    const release = await lockPolicy(stage(), busy);
    await expect(push(new StoredAgents(busy.open, hurried(busy.caller, 1500)))).rejects.toMatchObject({
      name: 'StorageUnavailable',
      message: expect.stringContaining('Nothing has changed'),
    });
    await release();
    expect(await busy.actions()).toHaveLength(1);
  });
});

/** Provisions an agent by the account's policy, which may not change before the commit. */
const push = ({ open, caller }: StoredAgents): Promise<void> =>
  open.unitOfWork.transact(caller, async ({ policy, agents }) => {
    await policy.current();
    await agents.store(provisioning(caller));
  });

/** Does to the account's row what a change of its policy does, which takes its time. */
async function lockPolicy({ url }: Stage, { caller }: StoredAgents): Promise<() => Promise<void>> {
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
  await connection.query('START TRANSACTION');
  await connection.query('UPDATE accounts SET policy_version = policy_version + 1 WHERE id = ?', [
    caller.accountId,
  ]);
  return async () => {
    await connection.query('COMMIT');
    await connection.end();
  };
}
