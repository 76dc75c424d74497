import { expect, test } from 'vitest';
import { brakedAccount } from '../support/brakes.ts';
import { onEachDatabase } from '../support/databases.ts';
import { serverOn } from '../support/start-server.ts';

onEachDatabase('Waves of deactivations', (product) => {
  const server = serverOn(product, { tokenCacheSeconds: 0 });

  test('are counted over all accounts, until somebody decides', async () => {
    const count = () => server().accounts.countWaves();
    const [told, stopped, calm] = [
      await brakedAccount(server(), 8, false),
      await brakedAccount(server(), 8),
      await brakedAccount(server(), 8),
    ];
    await calm.deactivate(calm.ids.slice(0, 2));
    expect(await count()).toEqual({ told: 0, stopped: 0 });
    await told.deactivate(told.ids.slice(0, 3));
    await stopped.deactivate(stopped.ids.slice(0, 3));
    expect(await count()).toEqual({ told: 2, stopped: 1 });
    await stopped.api.post('/brake/go-on', {});
    expect(await count()).toEqual({ told: 1, stopped: 0 });
  });
});
