import { expect, test } from 'vitest';
import { onEachDatabase } from '../../support/databases.ts';
import { enterpriseSchema, groupSchema, patchOf, user } from '../../support/scim-client.ts';
import { serverOn } from '../../support/start-server.ts';

const searchSchema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

onEachDatabase('a text', (product) => {
  const server = serverOn(product);
  const open = async () => (await server().openAccount()).client;

  test.each([
    ['zo\u00EB@example.com', 'ZOE\u0308@EXAMPLE.com'],
    ['नि\u0928\u093C@example.com', 'नि\u0929@example.com'],
    ['ΟΔΟΣ@example.com', 'οδος@example.com'],
    ['straße@example.com', 'STRASSE@example.com'],
    ['ada@example.com', ' Ada@example.com\t'],
  ])('of a userName is the same as in another form: %s and %s', async (first, other) => {
    const client = await open();
    const { id, userName } = await client.create(first);
    expect(userName).toBe(first);
    for (const asked of [first, other]) {
      for (const attribute of ['userName', 'emails', 'emails.value'])
        expect(await client.find(`${attribute} eq ${JSON.stringify(asked)}`)).toEqual([id]);
      expect(await client.find(`emails[value eq ${JSON.stringify(asked)}]`)).toEqual([id]);
      const searched = await client.post('/Users/.search', {
        schemas: [searchSchema],
        filter: `userName eq ${JSON.stringify(asked)}`,
      });
      expect(searched.body.totalResults).toBe(1);
    }
    expect(await client.post('/Users', user(other))).toMatchObject({ status: 409 });
    const put = await client.put(`/Users/${id}`, user(other, { emails: [{ value: other, primary: true }] }));
    expect(put).toMatchObject({
      status: 200,
      body: { userName: first, meta: { version: expect.stringMatching(/^W\/"1/) } },
    });
    const patched = await client.patch(
      `/Users/${id}`,
      patchOf({ op: 'replace', value: { userName: other, title: 'x' } }),
    );
    expect(patched.body).toMatchObject({ userName: first, title: 'x' });
  });

  test('is kept as it was sent, and found in any form', async () => {
    const client = await open();
    const texts = { title: 'E\u0301cole ΟΔΟΣΑ', displayName: 'a\0b', nickName: 'x ' };
    const { id, ...kept } = await client.create('a@example.com', {
      ...texts,
      profile: { stadt: 'Gießen' },
      [enterpriseSchema]: { department: 'ﬁnance' },
    });
    expect(kept).toMatchObject(texts);
    const found = [
      ...['title sw "\\u00c9COLE"', 'title co "ΟΔΟΣ"', 'title co "οδος"', 'profile.stadt eq "GIESSEN"'],
      ...[`${enterpriseSchema}:department sw "FI"`, 'displayName ew "\\u0000B"', 'displayName co "b"'],
      ...['nickName eq "X "', 'nickName ew " "', 'displayName eq "A\\u0000b"'],
    ];
    for (const filter of found)
      expect({ filter, ids: await client.find(filter) }).toEqual({ filter, ids: [id] });
    const missed = ['nickName eq "x"', 'nickName eq "x  "', 'displayName eq "a"', 'title sw "ecole"'];
    for (const filter of missed)
      expect({ filter, ids: await client.find(filter) }).toEqual({ filter, ids: [] });
  });

  test('of a second email need be no address', async () => {
    const client = await open();
    const emails = [
      { value: 'a@example.com', primary: true },
      { value: 'ask the desk', type: 'other' },
    ];
    const { id } = await client.create('a@example.com', { emails });
    expect((await client.get(`/Users/${id}`)).body.emails).toMatchObject(emails);
    expect(await client.find('emails.value co "DESK"')).toEqual([id]);
  });

  test.each([
    ['emoji', '\u{1F600}'],
    ['letters of two', 'e\u0302\u0301'],
    ['flags', '\u{1F1E9}\u{1F1EA}'],
  ])('of a group name has 256 characters as people count them: %s', async (_, character) => {
    const client = await open();
    const group = (characters: number) => ({
      schemas: [groupSchema],
      displayName: character.repeat(characters),
    });
    const { status, body } = await client.post('/Groups', group(256));
    expect([status, body.displayName]).toEqual([201, group(256).displayName]);
    const filter = encodeURIComponent(
      `displayName eq ${JSON.stringify(group(256).displayName.normalize('NFC'))}`,
    );
    expect((await client.get(`/Groups?filter=${filter}`)).body.totalResults).toBe(1);
    const refused = await client.post('/Groups', group(257));
    expect(refused).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('257 characters') },
    });
    expect(await client.post('/Groups', group(256))).toMatchObject({ status: 409 });
  });
});
