import { expect, test } from 'vitest';
import { SqlNumberedEntries } from '../../../src/adapters/audit-log/sql-numbered-entries.ts';
import { TermIndex } from '../../../src/adapters/audit-log/term-index.ts';
import type { Caller } from '../../../src/application/ports/caller.ts';
import type { Role } from '../../../src/domain/role/role.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { desired } from '../../support/agents.ts';
import { apiClient } from '../../support/api-client.ts';
import { onEachDatabase } from '../../support/databases.ts';
import { numbered, openDatabase } from '../../support/open-storage.ts';
import { addSaml } from '../../support/sign-in-connections.ts';
import { serverOn, type TestAccount } from '../../support/start-server.ts';

const log = { warn: () => undefined, error: () => undefined };

/** As `serve` does beside its requests. */
async function indexTerms(databaseUrl: string): Promise<void> {
  const open = openDatabase(databaseUrl);
  const { logConnections } = open;
  await numbered(open);
  const index = new TermIndex(logConnections, new SqlNumberedEntries(logConnections), log);
  while (await index.step());
  await open.storage.close();
}

onEachDatabase('the overview', (product) => {
  const server = serverOn(product);

  /** What it says of a part: the findings that are neither good nor neutral, and how the part is. */
  const part = async (caller: Caller, name: string) => {
    const { parts } = await server().application.readOverview(caller);
    const found = parts.find((one) => one.name === name);
    return [
      found?.condition,
      ...(found?.findings ?? []).map(({ reason, subject }) => [reason, subject?.name]),
    ];
  };

  const user = (userName: string) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    ...{ userName, externalId: userName, profile: { team: 'Red' } },
  });

  test('waits for Okta in a new account', async () => {
    const { caller } = await server().openAccount();
    expect(await part(caller, 'token')).toEqual(['waiting', ['tokenUnused', undefined]]);
    expect(await part(caller, 'pushes')).toEqual(['waiting', ['nothingPushed', undefined]]);
    expect(await part(caller, 'groups')).toEqual(['unused', ['noGroups', undefined]]);
    expect(await part(caller, 'singleSignOn')).toEqual([
      'working',
      ['signsInElsewhere', 'https://acme.okta.example'],
    ]);
  });

  test('takes what programs do by the administration API for no push', async () => {
    const account = await server().openAccount('Scripted');
    const api = await apiClient(server(), account);
    expect((await api.post('/groups', { displayName: 'Crew' })).status).toBe(201);
    expect((await api.post('/groups', { displayName: '' })).status).toBe(400);
    expect(await part(account.caller, 'pushes')).toEqual(['waiting', ['nothingPushed', undefined]]);
  });

  test('fails where Single Sign-On is missing, since nobody can be provisioned', async () => {
    const { caller } = await server().openAccount('Alone', { sso: false });
    expect(await part(caller, 'singleSignOn')).toEqual(['failing', ['ssoMissing', undefined]]);
  });

  test('waits for the first sign-in by a connection', async () => {
    const { caller } = await server().openAccount('Enters', { sso: false });
    await addSaml(server().unitOfWork, caller, server().baseUrl(''));
    expect((await part(caller, 'singleSignOn')).slice(0, 2)).toEqual([
      'waiting',
      ['nobodySignedIn', undefined],
    ]);
  });

  test('tells of a push that was refused until another one about the same person succeeds', async () => {
    const { caller, client } = await server().openAccount('Pushes');
    await client.post('/Users', { ...user('ada@example.com') });
    await client.post('/Users', user('grace'));
    expect(await part(caller, 'pushes')).toEqual([
      'attention',
      ['pushRefused', 'grace'],
      ['pushed', 'ada@example.com'],
    ]);
    const { body } = await client.get('/Users?filter=userName eq "ada@example.com"'.replaceAll(' ', '%20'));
    const [{ id }] = body.Resources;
    await client.send('PUT', `/Users/${id}`, { body: user('other@example.com') });
    expect((await part(caller, 'pushes')).slice(1)).toContainEqual(['pushRefused', 'ada@example.com']);
    await client.send('PUT', `/Users/${id}`, { body: { ...user('ada@example.com'), title: 'Countess' } });
    expect((await part(caller, 'pushes')).slice(1)).not.toContainEqual(['pushRefused', 'ada@example.com']);
  });

  test('fails where nothing that is pushed succeeds', async () => {
    const { caller, client } = await server().openAccount('Fails');
    await client.post('/Users', user('grace'));
    expect(await part(caller, 'pushes')).toEqual(['failing', ['pushRefused', 'grace']]);
  });

  /** As a directory tries again and again. */
  const refusedTimes = async ({ client }: TestAccount, count: number, ...names: readonly string[]) => {
    for (let times = 0; times < count; times++)
      for (const name of names) expect((await client.post('/Users', user(name))).status).toBe(400);
  };

  test('takes many refusals of one person for no failure of the whole, and those of several for one', async () => {
    const account = await server().openAccount('Again and again');
    await account.client.post('/Users', user('ada@example.com'));
    await refusedTimes(account, 25, 'grace');
    const pushed = ['pushed', 'ada@example.com'];
    expect(await part(account.caller, 'pushes')).toEqual(['attention', ['pushRefused', 'grace'], pushed]);
    await refusedTimes(account, 1, 'bob');
    const refused = ['bob', 'grace'].map((name) => ['pushRefused', name]);
    expect(await part(account.caller, 'pushes')).toEqual(['failing', ...refused, pushed]);
    await account.client.post('/Users', user('charles@example.com'));
    expect((await part(account.caller, 'pushes'))[0]).toBe('attention');
  });

  test('tells of all refused pushes, also where the journal is read in several stretches', async () => {
    const account = await server().openAccount('In stretches');
    await account.client.post('/Users', user('ada@example.com'));
    await refusedTimes(account, 1, 'grace');
    // What is not indexed yet is a stretch of its own.
    await indexTerms(server().databaseUrl);
    await refusedTimes(account, 1, 'bob');
    const refused = ['bob', 'grace'].map((name) => ['pushRefused', name]);
    expect(await part(account.caller, 'pushes')).toEqual([
      'attention',
      ...refused,
      ['pushed', 'ada@example.com'],
    ]);
  });

  test('goes by what directories push, whatever others do to the same person', async () => {
    const { caller, client } = await server().openAccount('Others');
    const { application } = server();
    const { body } = await client.post('/Users', user('ada@example.com'));
    const id = agentId(body.id);
    const told = async () => (await part(caller, 'pushes')).flat();
    await client.send('PUT', `/Users/${id}`, { body: user('other@example.com') });
    await application.deactivateAgent(caller, { id });
    expect(await told()).toContain('pushRefused');
    await client.send('PUT', `/Users/${id}`, { body: { ...user('ada@example.com'), title: 'Countess' } });
    const revise = () => desired({ userName: 'other@example.com' });
    await expect(application.reviseAgent(caller, { id, revise })).rejects.toMatchObject({
      name: 'DomainError',
    });
    expect(await told()).not.toContain('pushRefused');
    await client.send('PUT', `/Users/${id}`, { body: user('other@example.com') });
    expect(await told()).toContain('pushRefused');
    await application.removeAgent(caller, { id });
    expect(await told()).not.toContain('pushRefused');
  });

  test('tells when a group was last changed, to whoever may read the audit log', async () => {
    const account = await server().openAccount('Changing');
    const api = await apiClient(server(), account);
    const { body } = await api.post('/groups', { displayName: 'Crew' });
    await api.post('/groups', { displayName: 'Crew' });
    const kept = async (caller: Caller) => {
      const { parts } = await server().application.readOverview(caller);
      return parts.find(({ name }) => name === 'groups')?.findings[0];
    };
    const found = { condition: 'working', reason: 'groupsKept', count: 1 };
    expect(await kept(account.caller)).toEqual({ ...found, at: body.createdAt });
    const person = { kind: 'person', name: 'ada@example.com', role: 'limitedAdmin' } as const;
    expect(await kept({ ...account.caller, principal: person })).toEqual(found);
  });

  test('counts agents by status, and pushes by the hour', async () => {
    const { caller, client } = await server().openAccount('Counts');
    const created = await client.post('/Users', user('ada@example.com'));
    await client.post('/Users', user('grace@example.com'));
    await client.post('/Users', user('grace'));
    await client.send('PUT', `/Users/${created.body.id}`, {
      body: { ...user('ada@example.com'), active: false },
    });
    const { agents, pushes = [] } = await server().application.readOverview(caller);
    expect(agents).toEqual({ active: 1, deactivated: 1 });
    expect(pushes.reduce((sum, { done }) => sum + done, 0)).toBe(3);
    expect(pushes.reduce((sum, { refused }) => sum + refused, 0)).toBe(1);
    expect(pushes[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/);
  });

  test.each<[Role, readonly string[]]>([
    ['admin', ['singleSignOn', 'token', 'pushes', 'groups']],
    ['manager', ['pushes', 'groups']],
    ['limitedAdmin', ['groups']],
    ['grader', []],
  ])('shows somebody with the role %s the parts that the role may look at', async (role, names) => {
    const { caller } = await server().openAccount(`For ${role}`);
    const person = { ...caller, principal: { kind: 'person', name: 'ada@example.com', role } } as const;
    const { parts, pushes } = await server().application.readOverview(person);
    expect(parts.map(({ name }) => name)).toEqual(names);
    expect(pushes !== undefined).toBe(names.includes('pushes'));
  });
});
