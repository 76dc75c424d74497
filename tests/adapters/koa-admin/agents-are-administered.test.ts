import { expect, test } from 'vitest';
import { apiClient } from '../../support/api-client.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { serverOn } from '../../support/start-server.ts';

onEachDatabase('the administration API', (product) => {
  const server = serverOn(product);

  const administered = async () => {
    const account = await server().openAccount();
    return { ...account, api: await apiClient(server(), account) };
  };

  test('lists agents page by page, each once', async () => {
    const { api, provisionMany } = await administered();
    const ids = await provisionMany(5, (index) => ({ userName: `p${index}@example.com` }));
    const first = await api.get('/agents?limit=2&withTotal=true');
    expect(first).toMatchObject({ status: 200, body: { total: 5 } });
    const second = await api.get(`/agents?limit=2&withTotal=true&cursor=${first.body.next}`);
    const third = await api.get(`/agents?limit=2&withTotal=true&cursor=${second.body.next}`);
    expect(third.body.next).toBeUndefined();
    const found = [first, second, third].flatMap(({ body }) =>
      body.items.map(({ id }: { id: string }) => id),
    );
    expect(found).toEqual(ids);
  });

  test('finds agents by a filter, and by the beginnings of their names', async () => {
    const { api, provisionMany } = await administered();
    await provisionMany(2, (index) => ({
      userName: `${['ada', 'grace'][index]}@example.com`,
      name: { givenName: ['Ada', 'Grace'][index], familyName: ['Byron', 'Hopper'][index] },
    }));
    const named = async (query: string) =>
      (await api.get(`/agents?${query}`)).body.items.map(({ userName }: { userName: string }) => userName);
    expect(await named('filter=userName%20sw%20%22g%22')).toEqual(['grace@example.com']);
    expect(await named('search=byr%20ada')).toEqual(['ada@example.com']);
    expect(await named('search=ada%20hopper')).toEqual([]);
  });

  test('finds them by words that few have and by words that nearly all have, in the order that is asked for', async () => {
    const { api, provisionMany } = await administered();
    await provisionMany(1002, (index) => ({
      userName: `p${1002 - index}@example.com`,
      name: { givenName: 'Given', familyName: index % 100 === 0 ? 'Rare' : 'Family' },
      ...(index === 0 && { displayName: 'Zebra' }),
    }));
    const named = async (query: string) =>
      (await api.get(`/agents?${query}`)).body.items.map(({ userName }: { userName: string }) => userName);
    expect(await named('search=given&limit=2')).toEqual(['p1002@example.com', 'p1001@example.com']);
    expect(await named('search=GIV&sortBy=userName&limit=2')).toEqual([
      'p1000@example.com',
      'p1001@example.com',
    ]);
    expect(await named('search=given+rare&limit=2')).toEqual(['p1002@example.com', 'p902@example.com']);
    expect(await named('search=p+given+zebra')).toEqual(['p1002@example.com']);
    expect(await named('search=given+nobody')).toEqual([]);
    // Of 1001 alike all are found, page by page.
    const found: string[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const {
        body,
      }: { readonly body: { readonly items: { readonly userName: string }[]; readonly next?: string } } =
        await api.get(`/agents?search=given+p&limit=600${next && `&cursor=${next}`}`);
      found.push(...body.items.map(({ userName }) => userName));
      next = body.next;
    }
    expect(new Set(found).size).toBe(1002);
  });

  test('deactivates an agent, tells the audit log who did it, and lets it in again', async () => {
    const { api, provisionMany, journal } = await administered();
    const [id] = await provisionMany(1);
    const read = await api.get(`/agents/${id}`);
    expect(read.headers.etag).toBe('W/"1"');
    const deactivated = await api.post(`/agents/${id}/deactivate`, {});
    expect(deactivated).toMatchObject({ status: 200, body: { id, status: 'deactivated', version: 2 } });
    const [entry] = await journal();
    expect(entry).toMatchObject({ action: 'AgentDeactivated', principal: { kind: 'token', name: 'Okta 2' } });
    expect((await api.post(`/agents/${id}/reactivate`, {})).body.status).toBe('active');
  });

  test('removes an agent only at the version that was read', async () => {
    const { api, provisionMany } = await administered();
    const [id] = await provisionMany(1);
    const { headers } = await api.get(`/agents/${id}`);
    await api.post(`/agents/${id}/deactivate`, {});
    const stale = await api.send('DELETE', `/agents/${id}`, { headers: { 'If-Match': headers.etag } });
    expect(stale).toMatchObject({ status: 412, body: { code: 'versionDiffers' } });
    const current = await api.send('DELETE', `/agents/${id}`, { headers: { 'If-Match': 'W/"2"' } });
    expect(current.status).toBe(204);
    expect(await api.get(`/agents/${id}`)).toMatchObject({
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
      body: { type: '/api/v1/#agentNotFound', title: 'Not Found', status: 404, code: 'agentNotFound' },
    });
  });

  test('says what a change would do, and does nothing', async () => {
    const { api, provisionMany, journal } = await administered();
    const [id] = await provisionMany(1);
    const before = await journal();
    const tried = await api.post(`/agents/${id}/deactivate?dryRun=true`, {});
    expect(tried).toMatchObject({
      status: 200,
      body: { agents: 1, memberships: 0, entriesTotal: 1, result: { status: 'deactivated' } },
    });
    expect(tried.body.entries).toMatchObject([{ action: 'AgentDeactivated', target: { id } }]);
    expect(await journal()).toEqual(before);
    expect((await api.get(`/agents/${id}`)).body.status).toBe('active');
  });

  test('makes something once, however often the request is sent with the same key', async () => {
    const { api } = await administered();
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const first = await api.post('/groups', { displayName: 'Blue' }, headers);
    expect(first.status).toBe(201);
    const again = await api.post('/groups', { displayName: 'Blue' }, headers);
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotent-replayed': 'true' },
    });
    const other = await api.post('/groups', { displayName: 'Red' }, headers);
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotencyKeyReused' } });
    expect((await api.get('/groups')).body.items).toHaveLength(1);
  });

  test('knows a request again whose body says the same in another order', async () => {
    const { api } = await administered();
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const rule = { displayName: 'Blue', text: 'userName sw "b"', kind: 'agents' };
    const first = await api.post('/rule-groups', rule, headers);
    const { displayName, text, kind } = rule;
    const again = await api.post('/rule-groups', { kind, text, displayName }, headers);
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotent-replayed': 'true' },
    });
  });

  test('makes something once where two requests with one key come at the same time', async () => {
    const { api } = await administered();
    const headers = { 'Idempotency-Key': 'twice' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => api.post('/groups', { displayName: 'Blue' }, headers)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toContain(201);
    expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
    expect((await api.get('/groups')).body.items).toHaveLength(1);
  });

  test('shows a token once, also to whoever sends the request again', async () => {
    const { api } = await administered();
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const issued = await api.post('/tokens', { name: 'Script', scopes: ['admin:read'] }, headers);
    expect(issued.body.text).toMatch(/^rollcall_/);
    const again = await api.post('/tokens', { name: 'Script', scopes: ['admin:read'] }, headers);
    expect(again.body).toEqual({ token: issued.body.token });
    const tried = await api.post('/tokens?dryRun=true', { name: 'Other' });
    expect(JSON.stringify(tried.body)).not.toContain('rollcall_');
  });

  test.each([
    ['/agents?limit=0', 'inputInvalid', 'limit'],
    ['/agents?limit=1&limit=2', 'parameterInvalid', 'limit'],
    ['/agents?colour=blue', 'parameterInvalid', 'colour'],
    ['/agents?filter=userName', 'filterInvalid', 'filter'],
    ['/agents?cursor=made-up', 'cursorRefused', 'cursor'],
    ['/agents/not-an-id', 'inputInvalid', 'id'],
    ['/agents?dryRun=true', 'parameterInvalid', 'dryRun'],
    ['/requests?until=%2B275760-09-13T00:00:00.000Z', 'inputInvalid', 'until'],
    ['/requests?since=2026-02-30T00:00:00.000Z', 'inputInvalid', 'since'],
    ['/requests?since=-000001-01-01T00:00:00.000Z', 'inputInvalid', 'since'],
  ])('refuses %s as %s', async (path, code, attribute) => {
    const { api } = await administered();
    expect(await api.get(path)).toMatchObject({ status: 400, body: { code, attribute } });
  });

  test('refuses what a body should not say', async () => {
    const { api } = await administered();
    expect(await api.post('/groups', { displayName: 'Blue', colour: 1 })).toMatchObject({ status: 400 });
    expect(await api.post('/groups', [])).toMatchObject({ status: 400, body: { code: 'bodyRefused' } });
    expect(await api.post('/groups', {})).toMatchObject({ status: 400, body: { attribute: 'displayName' } });
    const text = await api.post('/groups', 'x', { 'Content-Type': 'text/plain' });
    expect(text.status).toBe(415);
  });

  test('tells whoever is not known nothing, and whoever may not do it which permission is missing', async () => {
    const { api, token, issueToken } = await administered();
    expect((await api.with({}).get('/agents')).status).toBe(401);
    expect((await api.with({}).get('/nowhere')).status).toBe(401);
    const directory = api.with({ Authorization: `Bearer ${token.text}` });
    expect(await directory.get('/agents')).toMatchObject({
      status: 403,
      body: { code: 'permissionMissing' },
    });
    const reader = api.with({
      Authorization: `Bearer ${(await issueToken({ scopes: ['admin:read'] })).text}`,
      'Content-Type': 'application/json',
    });
    expect((await reader.get('/agents')).status).toBe(200);
    expect((await reader.post('/groups', { displayName: 'x' })).status).toBe(403);
    expect((await api.get('/nowhere')).status).toBe(404);
    expect(await api.send('PUT', '/agents')).toMatchObject({
      status: 405,
      headers: { allow: expect.stringContaining('GET') },
    });
  });

  test('a token of the API cannot be used for SCIM', async () => {
    const { client, api, issueToken } = await administered();
    const { text } = await issueToken({ scopes: ['admin:write'] });
    expect((await client.with({ Authorization: `Bearer ${text}` }).get('/Users')).status).toBe(403);
    expect((await api.get('/agents')).status).toBe(200);
  });
});
