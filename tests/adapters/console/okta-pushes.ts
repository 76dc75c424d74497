import { expect } from 'vitest';
import type { TestAccount } from '../../support/start-server.ts';

const extension = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** People as Okta knows them. */
export const people = [
  ['Ada', 'Byron', 'London', 'Engineering'],
  ['Grace', 'Hopper', 'Arlington', 'Engineering'],
  ['Alan', 'Turing', 'Manchester', 'Research'],
  ['Katherine', 'Johnson', 'Hampton', 'Research'],
  ['Edsger', 'Dijkstra', 'Austin', 'Research'],
  ['Barbara', 'Liskov', 'Cambridge', 'Engineering'],
  ['Margaret', 'Hamilton', 'Cambridge', 'Flight software'],
  ['Donald', 'Knuth', 'Stanford', 'Typesetting'],
  ['Frances', 'Allen', 'Yorktown Heights', 'Compilers'],
  ['John', 'Backus', 'San Jose', 'Compilers'],
  ['Radia', 'Perlman', 'Redmond', 'Networks'],
  ['Leslie', 'Lamport', 'Menlo Park', 'Research'],
] as const;

/** The request with which Okta creates somebody. */
export const userOf = ([given, family, location, department]: (typeof people)[number]) => {
  const userName = `${given}.${family}@example.com`.toLowerCase();
  return {
    schemas: [extension],
    userName,
    externalId: `00u${given.toLowerCase()}${family.toLowerCase()}`,
    name: { givenName: given, familyName: family },
    displayName: `${given} ${family}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    profile: { location, department },
    active: true,
  };
};

/** Pushes all of them over SCIM, as Okta does when it is assigned; their ids by family name. */
export async function pushPeople({
  client,
}: Pick<TestAccount, 'client'>): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const person of people) {
    const answer = await client.post('/Users', userOf(person));
    expect(answer.status).toBe(201);
    ids.set(person[1], answer.body.id);
  }
  return ids;
}

/** Deactivates somebody as Okta does, by an update of the whole profile. */
export async function deactivate({ client }: Pick<TestAccount, 'client'>, id: string): Promise<void> {
  const { body } = await client.get(`/Users/${id}`);
  const answer = await client.send('PUT', `/Users/${id}`, { body: { ...body, active: false } });
  expect(answer.status).toBe(200);
}

/** Somebody whose application username is no address, which is refused. */
export async function pushUnreadable({ client }: Pick<TestAccount, 'client'>): Promise<void> {
  const answer = await client.post('/Users', {
    ...userOf(people[0]),
    userName: 'charles',
    externalId: '00ucharles',
  });
  expect(answer.status).toBe(400);
}
