import { expect, test } from 'vitest';
import { onEachDatabase } from '../support/databases.ts';
import { patchOf, user } from '../support/scim-client.ts';
import { serverOn } from '../support/start-server.ts';

onEachDatabase('Concurrent requests', (product) => {
  const server = serverOn(product);

  test('to create one user name, in several letter cases, make exactly one agent', async () => {
    const { client } = await server().openAccount();
    const names = Array.from({ length: 12 }, (_, index) =>
      index % 2 ? 'ada@example.com' : 'Ada@Example.COM',
    );
    const answers = await Promise.all(names.map((name) => client.post('/Users', user(name))));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(answers.length - refused.length).toBe(1);
    for (const { status, body } of refused) expect([status, body.scimType]).toEqual([409, 'uniqueness']);
    expect(await client.find('userName eq "ada@example.com"')).toHaveLength(1);
  });

  test('to change different attributes of one agent all take effect, each with its version and journal entry', async () => {
    const { client, journal } = await server().openAccount();
    const { id } = await client.create('ada@example.com');
    const names = Array.from({ length: 10 }, (_, index) => `attribute${index}`);
    const answers = await Promise.all(
      names.map((name) =>
        client.patch(`/Users/${id}`, patchOf({ op: 'add', path: `profile.${name}`, value: name })),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const { body } = await client.get(`/Users/${id}`);
    expect(body.profile).toEqual(Object.fromEntries(names.map((name) => [name, name])));
    expect(body.meta.version).toBe(`W/"${names.length + 1}"`);
    const updates = (await journal()).filter(({ action }) => action === 'AgentUpdated');
    expect(updates.map(({ changes }) => changes[0]?.path).toSorted()).toEqual(
      names.map((name) => `profile.${name}`).toSorted(),
    );
  });

  test('with the same If-Match let one through and refuse the others', async () => {
    const { client } = await server().openAccount();
    const { id, meta } = await client.create('ada@example.com');
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        client.patch(`/Users/${id}`, patchOf({ op: 'replace', path: 'title', value: `Title ${index}` }), {
          'If-Match': meta.version,
        }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([200, 412, 412, 412, 412, 412]);
    expect((await client.get(`/Users/${id}`)).body.meta.version).toBe('W/"2"');
  });

  test('to deactivate and to remove one agent leave it gone, each answered 200, 204 or 404', async () => {
    const { client } = await server().openAccount();
    const { id } = await client.create('ada@example.com');
    const deactivation = patchOf({ op: 'replace', value: { active: false } });
    const answers = await Promise.all([
      client.patch(`/Users/${id}`, deactivation),
      client.delete(`/Users/${id}`),
      client.patch(`/Users/${id}`, deactivation),
      client.delete(`/Users/${id}`),
    ]);
    for (const { status } of answers) expect([200, 204, 404]).toContain(status);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect((await client.get(`/Users/${id}`)).status).toBe(404);
  });
});
