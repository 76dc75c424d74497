import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { administer, onEachDatabase } from '../support/databases.ts';
import { bulkSchema, groupSchema, patchOf, ScimClient, user } from '../support/scim-client.ts';
import { unlimited } from './acknowledged-writes.ts';
import { freshInstallation } from './installation.ts';

const agents = 2500;
const perBulk = 500;
const kills = 3;

onEachDatabase('Bringing many agents back', (product) => {
  test('goes on where the process is killed in the middle, and does nothing twice', async () => {
    const url = await product.freshUrl();
    const { start, run, json } = freshInstallation({ ROLLCALL_DATABASE_URL: url, ...unlimited });
    expect((await run('migrate')).code).toBe(0);
    const issuer = ['--sso-issuer', 'https://ada.okta.example'];
    const { id: account } = await json('account', 'create', '--name', 'Ada', ...issuer);
    const token = async (...options: readonly string[]) =>
      (await json('token', 'create', '--account', account, '--name', ...options)).token;
    const [scim, admin] = [await token('Okta'), await token('Script', '--scopes', 'admin:write')];

    let server = start('serve');
    const clientFor = async (path: string, text: string) =>
      new ScimClient(`${await server.address()}${path}`, {
        Authorization: `Bearer ${text}`,
        'Content-Type': 'application/json',
      });
    const directory = await clientFor('/scim/v2', scim);
    const bulk = async (operationOf: (index: number) => object) => {
      const answers = [];
      for (let from = 0; from < agents; from += perBulk) {
        const Operations = Array.from({ length: perBulk }, (_, index) => operationOf(from + index));
        const { body } = await directory.post('/Bulk', { schemas: [bulkSchema], Operations });
        answers.push(...body.Operations);
      }
      return answers;
    };
    const made = await bulk((index) => ({
      ...{ method: 'POST', path: '/Users', bulkId: `${index}`, data: user(`agent-${index}@example.com`) },
    }));
    const ids: readonly string[] = made.map(({ location }) => location.split('/').at(-1));
    const members = ids.map((value) => ({ value }));
    const pushed = { schemas: [groupSchema], displayName: 'Pushed', members };
    const { id: group } = (await directory.post('/Groups', pushed)).body;
    const off = patchOf({ op: 'replace', value: { active: false } });
    const outcomes = await bulk((index) => ({ method: 'PATCH', path: `/Users/${ids[index]}`, data: off }));
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['200']));
    const emptied = patchOf({ op: 'replace', path: 'members', value: [] });
    expect((await directory.patch(`/Groups/${group}`, emptied)).status).toBeLessThan(300);

    let api = await clientFor('/api/v1', admin);
    expect((await api.post('/brake/bring-back', {})).status).toBe(202);
    for (let kill = 1; kill <= kills; kill++) {
      while (((await api.get('/brake')).body.wave?.broughtBack ?? 0) < (kill * agents) / (kills + 2));
      // Wherever the next piece is by now.
      await setTimeout(kill * 17);
      server.signal('SIGKILL');
      await server.ended();
      // Nobody waits here for the minute after which the dead one's piece is anybody's.
      await administer(url, 'UPDATE agent_jobs SET due_at = created_at WHERE ended_at IS NULL');
      server = start('serve');
      api = await clientFor('/api/v1', admin);
    }
    while ((await api.get('/brake')).body.wave !== undefined);

    const entries = async (action: string) =>
      (await administer(url, `SELECT target_id, changes FROM journal WHERE action = '${action}'`)) as {
        target_id: string;
        changes: string;
      }[];
    const reactivated = (await entries('AgentReactivated')).map(({ target_id: id }) => id);
    expect(reactivated.sort()).toEqual([...ids].sort());
    const changed = (await entries('GroupMembersChanged')).flatMap(
      ({ changes }) => JSON.parse(changes) as { readonly to?: readonly { readonly id: string }[] }[],
    );
    const joined = changed.flatMap(({ to = [] }) => to.map(({ id }) => id));
    expect(joined.sort()).toEqual([...ids].sort());
    expect(await administer(url, 'SELECT agent_id FROM memberships')).toHaveLength(agents);
    const [released, ...others] = await entries('BrakeReleased');
    expect(others).toEqual([]);
    expect(JSON.parse(released?.changes ?? '[]')).toContainEqual({ path: 'broughtBack', to: agents });
    expect((await server.stop()).code).toBe(0);
  }, 300_000);
});
