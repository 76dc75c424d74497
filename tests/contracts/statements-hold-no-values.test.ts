import { expect, test, vi } from 'vitest';
import { SqliteThread } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-thread.ts';
import { patchOf, user } from '../support/scim-client.ts';
import { serverOn } from '../support/start-server.ts';

const server = serverOn();

test('What is asked and written a second time, with other values and a day later, is no new statement', async () => {
  const { client } = await server().openAccount();
  const round = async (letter: string, length: number) => {
    const name = `${letter.repeat(length)}@example.com`;
    const { id } = await client.create(name, { title: letter, profile: { team: letter.repeat(length) } });
    await client.put(`/Users/${id}`, user(name, { profile: { team: letter, place: length } }));
    await client.patch(`/Users/${id}`, patchOf({ op: 'replace', value: { active: false } }));
    for (const operator of ['eq', 'sw', 'ew', 'co', 'gt'])
      for (const attribute of ['userName', 'title', 'profile.team'])
        await client.find(`${attribute} ${operator} "${letter.repeat(length)}"`);
    await client.find(`meta.lastModified gt "2026-11-23T12:00:0${length}Z"`);
    await client.delete(`/Users/${id}`);
  };
  const ask = vi.spyOn(SqliteThread.prototype, 'ask');
  const asked = () => ask.mock.calls.map(([{ sql }]) => sql);
  await round('a', 3);
  // The first of an account makes rows that later ones change.
  await round('c', 4);
  // The request log is written beside.
  await expect.poll(asked, { timeout: 10_000 }).toContainEqual(expect.stringContaining('request_names'));
  const known = new Set(asked());
  expect(known.size).toBeGreaterThan(10);
  server().putClockForward(1);
  await round('b', 5);
  expect(asked().filter((sql) => !known.has(sql))).toEqual([]);
});
