import { expect, test } from 'vitest';
import { administer, onEachDatabase } from '../support/databases.ts';
import { ScimClient, user } from '../support/scim-client.ts';
import { freshInstallation } from './installation.ts';

const agents = 300;
const unlimited = {
  ROLLCALL_TOKEN_REQUESTS_PER_SECOND_MAX: '100000',
  ROLLCALL_ACCOUNT_REQUESTS_PER_SECOND_MAX: '100000',
};

onEachDatabase('A job of many agents', (product) => {
  test('goes on in another process where the one that worked on it is killed', async () => {
    const url = await product.freshUrl();
    const { start, run, json } = freshInstallation({ ROLLCALL_DATABASE_URL: url, ...unlimited });
    expect((await run('migrate')).code).toBe(0);
    const issuer = ['--sso-issuer', 'https://ada.okta.example'];
    const { id: account } = await json('account', 'create', '--name', 'Ada', ...issuer);
    const tokenFor = async (name: string, ...scopes: readonly string[]) =>
      (await json('token', 'create', '--account', account, '--name', name, ...scopes)).token;
    const [scim, admin] = [await tokenFor('Okta'), await tokenFor('Script', '--scopes', 'admin:write')];

    const first = start('serve');
    const clientAt = (address: string, path: string, token: string) =>
      new ScimClient(`${address}${path}`, {
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      });
    const directory = clientAt(await first.address(), '/scim/v2', scim);
    const made = await Promise.all(
      Array.from({ length: agents }, (_, index) =>
        directory.post('/Users', user(`agent-${index}@example.com`)),
      ),
    );
    const ids = made.map(({ body }) => body.id);
    const api = clientAt(await first.address(), '/api/v1', admin);
    const started = await api.post('/agent-jobs', { action: 'remove', ids });
    expect(started.status).toBe(202);
    const path = `/agent-jobs/${started.body.id}`;
    while ((await api.get(path)).body.worked === 0);
    first.signal('SIGKILL');
    await first.ended();
    const unended = 'SELECT id FROM agent_jobs WHERE ended_at IS NULL';
    expect(await administer(url, unended)).toHaveLength(1);

    // Nobody waits here for the minute after which the dead one's piece is anybody's.
    await administer(url, 'UPDATE agent_jobs SET due_at = created_at');
    const second = start('serve');
    const again = clientAt(await second.address(), '/api/v1', admin);
    let job: { readonly status: string };
    do job = (await again.get(path)).body;
    while (job.status === 'underWay');
    expect(job).toMatchObject({ status: 'done', agents, worked: agents, refused: 0 });
    expect(await administer(url, 'SELECT id FROM agents')).toEqual([]);
    const removals = "SELECT target_id FROM journal WHERE action = 'AgentRemoved'";
    expect(await administer(url, removals)).toHaveLength(agents);
    expect((await second.stop()).code).toBe(0);
  }, 120_000);
});
