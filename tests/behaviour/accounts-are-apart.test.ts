import { expect, test } from 'vitest';
import { onEachDatabase } from '../support/databases.ts';
import { patchOf, user } from '../support/scim-client.ts';
import { serverOn } from '../support/start-server.ts';

onEachDatabase('Two accounts', (product) => {
  const server = serverOn(product);

  test('neither see nor change what is in the other', async () => {
    const [acme, globex] = await Promise.all([server().openAccount('Acme'), server().openAccount('Globex')]);
    const ours = await acme.client.create('ada@example.com', { externalId: '00u1' });
    const before = (await acme.client.get(`/Users/${ours.id}`)).text;
    const journaled = (await acme.journal()).length;

    const path = `/Users/${ours.id}`;
    const attempts = [
      await globex.client.get(path),
      await globex.client.put(path, user('ada@example.com', { title: 'Thief' })),
      await globex.client.patch(path, patchOf({ op: 'replace', value: { active: false } })),
      await globex.client.delete(path),
      await globex.client.get(path, { 'If-None-Match': '*' }),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404]);
    for (const filter of ['userName eq "ada@example.com"', `id eq "${ours.id}"`, 'not (externalId eq "x")']) {
      expect(await globex.client.find(filter)).toEqual([]);
    }
    expect((await globex.client.get('/Users')).body.totalResults).toBe(0);
    expect(JSON.stringify(await globex.journal())).not.toContain('00u1');

    expect((await acme.client.get(path)).text).toBe(before);
    expect(await acme.journal()).toHaveLength(journaled);
  });

  test('may each have an agent of the same address, and each has its own', async () => {
    const [acme, globex] = await Promise.all([server().openAccount('Acme'), server().openAccount('Globex')]);
    const one = await acme.client.create('ada@example.com', { title: 'Countess' });
    const other = await globex.client.create('ada@example.com', { title: 'Admiral' });
    expect(one.id).not.toBe(other.id);
    await globex.client.delete(`/Users/${other.id}`);
    expect(await acme.client.find('userName eq "ada@example.com"')).toEqual([one.id]);
  });
});
