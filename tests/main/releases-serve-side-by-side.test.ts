import { setTimeout as pause } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { type ScimAnswer, ScimClient } from '../support/scim-client.ts';
import { type Acknowledged, expectAllKept, unlimited, until, writeAgents } from './acknowledged-writes.ts';
import { freshInstallation } from './installation.ts';
import { builtRelease, contracting, expanding } from './later-releases.ts';

// Each test starts a dozen processes, one after the other.
vi.setConfig({ testTimeout: 360_000 });

const writers = 8;

/** What a client was answered by one process. */
interface Answered {
  readonly release: string;
  readonly status: number;
  readonly detail: string;
}

onEachServer('Three releases on one database, under load', (product) => {
  // There is no release before this one yet: the code of this one stands for the oldest.
  test('lose no write while the schema expands and contracts, and the oldest is refused when it is no longer served', async () => {
    const url = await product.freshUrl();
    const environment = { ROLLCALL_DATABASE_URL: url, ...unlimited };
    const oldest = freshInstallation(environment);
    const next = freshInstallation(environment, await builtRelease(expanding));
    const last = freshInstallation(environment, await builtRelease(contracting));
    const { id } = await oldest.json(
      'account',
      'create',
      '--name',
      'Ada',
      '--sso-issuer',
      'https://ada.okta.example',
    );
    const { token } = await oldest.json('token', 'create', '--account', id, '--name', 'Okta');
    const clientOf = (address: string) =>
      new ScimClient(`${address}/scim/v2`, { authorization: `Bearer ${token}` });

    const oldestServing = oldest.start('serve');
    const oldestAddress = await oldestServing.address();
    const serving = [{ release: '0.1.0', client: clientOf(oldestAddress) }];
    const answered: Answered[] = [];
    const acknowledged: Acknowledged = new Map();
    let goesOn = true;
    /** As a balancer: any process, and another one after 503. */
    const send = async (ask: (client: ScimClient) => Promise<ScimAnswer>): Promise<ScimAnswer> => {
      for (;;) {
        const { release, client } = serving[Math.floor(Math.random() * serving.length)] ?? {};
        if (release === undefined || client === undefined) throw new Error('Nobody serves.');
        const answer = await ask(client);
        answered.push({ release, status: answer.status, detail: String(answer.body.detail ?? '') });
        if (answer.status !== 503) return answer;
        await pause(20);
      }
    };
    const load = Promise.all(
      Array.from({ length: writers }, (_, writer) =>
        writeAgents(send, `writer-${writer}`, acknowledged, () => goesOn),
      ),
    );
    const more = async (count: number) => {
      const enough = answered.length + count;
      await Promise.race([until(() => answered.length >= enough), load]);
    };
    const failures = (release: string) =>
      answered.filter((one) => one.release === release && one.status >= 500);
    await more(100);

    // The schema is expanded by the start of the next release; both go on.
    const nextServing = next.start('serve');
    serving.push({ release: '0.2.0', client: clientOf(await nextServing.address()) });
    await more(400);
    expect(failures('0.1.0')).toEqual([]);
    expect(failures('0.2.0')).toEqual([]);
    // On a busy machine a write may take longer than readiness waits for it.
    await expect.poll(async () => (await fetch(`${oldestAddress}/readyz`)).status).toBe(200);
    expect((await oldest.run('doctor')).stdout).toContain('that of a newer version, which serves this one');

    const planned = await last.json('migrate', '--plan');
    expect(planned.planned).toMatchObject([
      { name: 'NoLastCharacters1800000001000', oldestRelease: '0.2.0' },
    ]);
    const migrated = await last.run('migrate');
    expect([migrated.code, migrated.stdout]).toEqual([0, 'Ran NoLastCharacters1800000001000.\n']);
    const unready = await fetch(`${oldestAddress}/readyz`);
    expect([unready.status, await unready.json()]).toEqual([
      503,
      { status: 'the database serves newer releases only', cause: 'schemaNewer' },
    ]);
    const lastServing = last.start('serve');
    serving.push({ release: '0.3.0', client: clientOf(await lastServing.address()) });
    await more(400);
    goesOn = false;
    await load;

    expect(failures('0.2.0')).toEqual([]);
    expect(failures('0.3.0')).toEqual([]);
    const refused = failures('0.1.0');
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, detail } of refused)
      expect([status, detail]).toEqual([
        503,
        expect.stringContaining('of an older release than its database serves'),
      ]);
    await expectAllKept(clientOf(await lastServing.address()), url, acknowledged);
    const restarted = await oldest.run('serve');
    expect([restarted.code, restarted.stderr]).toEqual([
      1,
      expect.stringContaining('The database serves version 0.2.0 and newer, and this is version 0.1.0'),
    ]);
    for (const each of [oldestServing, nextServing, lastServing]) expect((await each.stop()).code).toBe(0);
  });
});
