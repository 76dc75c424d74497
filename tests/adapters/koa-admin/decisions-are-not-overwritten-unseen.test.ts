import { expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { brakedAccount } from '../../support/brakes.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('a decision', (product) => {
  const server = serverOn(product);

  const administered = async () => {
    const account = await server().openAccount();
    return { ...account, api: await apiClient(server(), account) };
  };
  const refused = { status: 412, body: { code: 'versionDiffers' } };

  test('about an attribute is refused where another one was made since it was read', async () => {
    const { api, client } = await administered();
    await client.create('ada@example.com', { profile: { team: 'Red' } });
    const read = async () => ({ 'If-Match': String((await api.get('/attributes/team')).headers.etag) });
    const seen = await read();
    // What agents have of it is nobody's decision.
    await client.create('bob@example.com', { profile: { team: 7 } });
    expect(await read()).toEqual(seen);
    const declaration = { type: 'string', allowedValues: ['Red', 'Blue'] };
    const declared = await api.put('/attributes/team/declaration', declaration, seen);
    expect(declared.status).toBe(200);
    const now = { 'If-Match': String(declared.headers.etag) };
    expect(await read()).toEqual(now);
    const path = '/attributes/team';
    expect(await api.put(`${path}/declaration`, { type: 'number' }, seen)).toMatchObject(refused);
    expect(await api.send('DELETE', `${path}/declaration`, { headers: seen })).toMatchObject(refused);
    expect(await api.post(`${path}/retire`, {}, seen)).toMatchObject(refused);
    expect(await api.post(`${path}/rename`, { to: 'crew' }, seen)).toMatchObject(refused);
    expect(await api.put('/attributes/unheard/declaration', {}, seen)).toMatchObject(refused);
    expect((await api.post(`${path}/retire`, {}, now)).status).toBe(200);
    expect(await api.post(`${path}/reinstate`, {}, now)).toMatchObject(refused);
  });

  test('about a setting of the account is refused where another one was made since it was read', async () => {
    const { api, caller } = await administered();
    const read = await api.get('/account');
    const seen = { 'If-Match': String(read.headers.etag) };
    const settings = [
      ['name', { name: 'Difference Engines' }],
      ['groups-over-scim', { on: false }],
      ['undeclared-attributes', { accepted: false }],
      ['request-bodies', { until: null }],
    ] as const;
    const renamed = await api.put('/account/name', { name: 'Analytical Engines' }, seen);
    expect(renamed.status).toBe(200);
    const now = { 'If-Match': String(renamed.headers.etag) };
    expect((await api.get('/account')).headers.etag).toBe(renamed.headers.etag);
    for (const [setting, body] of settings)
      expect(await api.put(`/account/${setting}`, body, seen)).toMatchObject(refused);
    const ifVersion = read.body.version;
    const { switchDirectoryOnly, keepAuditLog } = server().application;
    const differs = { code: 'versionDiffers' };
    await expect(switchDirectoryOnly(caller, { on: true, ifVersion })).rejects.toMatchObject(differs);
    await expect(keepAuditLog(caller, { days: 30, ifVersion })).rejects.toMatchObject(differs);
    expect((await api.get('/account')).body).toEqual(renamed.body);
    expect((await api.put('/account/groups-over-scim', { on: false }, now)).status).toBe(200);
  });

  test('about the account as one document is refused where another one was made since it was read', async () => {
    const { api, journal } = await administered();
    const read = await api.get('/configuration');
    const seen = { 'If-Match': String(read.headers.etag) };
    expect((await api.get('/configuration')).headers.etag).toBe(read.headers.etag);
    expect((await api.put('/configuration', read.body, seen)).body).toEqual({ items: [] });
    await api.post('/groups', { displayName: 'Crew' });
    const before = await journal();
    const whole = { ...read.body, groups: { ...read.body.groups, prune: true } };
    expect(await api.put('/configuration?dryRun=true', whole, seen)).toMatchObject(refused);
    expect(await api.put('/configuration', whole, seen)).toMatchObject(refused);
    expect((await journal()).filter(({ refusal }) => refusal === undefined)).toHaveLength(
      before.filter(({ refusal }) => refusal === undefined).length,
    );
    const now = { 'If-Match': String((await api.get('/configuration')).headers.etag) };
    expect((await api.put('/configuration', whole, now)).body.items).toMatchObject([{ what: 'removed' }]);
  });

  test('about the brake is refused where another one was made since it was read, whatever was deactivated', async () => {
    const { ids, deactivate, api, told } = await brakedAccount(server(), 12);
    const read = async () => ({ 'If-Match': String((await api.get('/brake')).headers.etag) });
    const seen = await read();
    await deactivate(ids.slice(0, 4));
    expect(await read()).toEqual(seen);
    const set = await api.patch('/brake', { percent: 40 }, seen);
    expect(set.status).toBe(200);
    expect(await read()).toEqual({ 'If-Match': set.headers.etag });
    for (const change of [{ percent: 25 }, { minutes: 20 }, { agentsMin: 5 }, { stops: false }]) {
      expect(await api.patch('/brake?dryRun=true', change, seen)).toMatchObject(refused);
      expect(await api.patch('/brake', change, seen)).toMatchObject(refused);
    }
    expect((await told('BrakeSet')).filter(({ refusal }) => refusal === undefined)).toHaveLength(2);
    const released = await api.post('/brake/go-on', {});
    expect(released.headers.etag).toBe(set.headers.etag);
    expect((await api.patch('/brake', { stops: false }, await read())).body.stops).toBe(false);
  });
});
