import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { onEachDatabase } from '../support/databases.ts';
import { patchOf, user, userSchema } from '../support/scim-client.ts';
import { serverOn, type TestServer } from '../support/start-server.ts';

const password = 'hunter2-never-kept';

/** All that the embedded database ever wrote: its file and its write-ahead log. */
function bytesOnDisk({ databaseUrl }: TestServer): string {
  const file = databaseUrl.slice('sqlite:'.length);
  const written = readdirSync(dirname(file)).filter((name) => name.startsWith(basename(file)));
  return written.map((name) => readFileSync(join(dirname(file), name), 'latin1')).join('');
}

onEachDatabase('A password', (product) => {
  const server = serverOn(product);

  test('is neither answered, nor journaled, nor logged, nor stored, however it is sent', async () => {
    const { client, journal } = await server().openAccount();
    const { id } = await client.create('ada@example.com', { password, profile: { location: 'here' } });
    const path = `/Users/${id}`;
    const answers = [
      await client.put(path, user('ada@example.com', { PassWord: password })),
      await client.put(path, user('ada@example.com', { title: 'Countess', [userSchema]: { password } })),
      await client.put(path, user('ada@example.com', { profile: { location: 'London', password } })),
      await client.patch(path, patchOf({ op: 'replace', value: { password } })),
      await client.patch(path, patchOf({ op: 'add', path: 'password', value: password })),
      await client.patch(path, patchOf({ op: 'replace', path: `${userSchema}:password`, value: password })),
      await client.patch(path, patchOf({ op: 'replace', value: { 'profile.password': password } })),
      // Refused, each in another place.
      await client.post('/Users', user('ada@example.com', { password })),
      await client.post('/Users', user('no address', { password })),
      await client.post('/Users', `{"password":"${password}"`),
      await client.put(path, user('other@example.com', { password })),
      await client.patch(path, patchOf({ op: 'replace', value: { password, title: 7 } })),
      await client.get(path),
      await client.get('/Users'),
    ];
    for (const answer of answers)
      expect(JSON.stringify([answer.text, answer.headers])).not.toContain(password);
    expect(answers.slice(0, 7).map(({ status }) => status)).toEqual(Array(7).fill(200));
    expect(JSON.stringify(await journal())).not.toContain(password);
    expect(server().logLines.join('')).not.toContain(password);
    if (product.name === 'SQLite') {
      const written = bytesOnDisk(server());
      expect(written).toContain('ada@example.com');
      expect(written).not.toContain(password);
    }
  });
});
