import { expect, test } from 'vitest';
import type { RevisedAgent } from '../../../src/domain/agent/desired-agent.ts';
import { withoutRefusedPart } from '../../../src/domain/agent/refused-part.ts';
import { openProfileSchema, ProfileSchema } from '../../../src/domain/profile-attribute/profile-schema.ts';
import { noon, provisioned } from '../../support/agents.ts';

const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const agent = provisioned({
  displayName: 'Ada',
  name: { givenName: 'Ada', familyName: 'Byron' },
  profile: { team: 'Red', 'a.b': 'x' },
  directory: { title: 'Analyst', [urn]: { department: 'Sales', manager: { value: 'm1' } } },
});
const wanted: RevisedAgent = {
  userName: 'other@example.com',
  active: false,
  name: { givenName: 'Augusta', familyName: 'King' },
  profile: { Team: 'Blue', 'a.b': 'y', city: 'Rome' },
  directory: { title: 'Countess', nickName: 'x', [urn]: { department: 'Art', manager: { value: 'm2' } } },
};

test.each<[string, Partial<RevisedAgent>]>([
  ['userName', { userName: 'ada@example.com' }],
  ['displayName', { displayName: 'Ada' }],
  ['emails.value', { emails: agent.state.emails }],
  ['name.givenName', { name: { givenName: 'Ada', familyName: 'King' } }],
  ['name', { name: agent.state.name }],
  ['profile.team', { profile: { 'a.b': 'y', city: 'Rome', team: 'Red' } }],
  ['profile.Team', { profile: { 'a.b': 'y', city: 'Rome', team: 'Red' } }],
  ['profile.a.b', { profile: { Team: 'Blue', city: 'Rome', 'a.b': 'x' } }],
  ['profile.city', { profile: { Team: 'Blue', 'a.b': 'y' } }],
  ['profile', { profile: agent.state.profile }],
  ['profile.', { profile: agent.state.profile }],
  ['profile.nobody knows it', { profile: agent.state.profile }],
  ['title', { directory: { ...wanted.directory, title: 'Analyst' } }],
  ['nickName', { directory: { title: 'Countess', [urn]: wanted.directory?.[urn] } }],
  [
    `${urn}:department`,
    { directory: { ...wanted.directory, [urn]: { department: 'Sales', manager: { value: 'm2' } } } },
  ],
  [
    `${urn}:manager.value`,
    { directory: { ...wanted.directory, [urn]: { department: 'Art', manager: { value: 'm1' } } } },
  ],
  [urn, { directory: { ...wanted.directory, [urn]: agent.state.directory[urn] } }],
  ['the agent', { directory: agent.state.directory }],
])('%s is as it was, and nothing else', (path, fields) => {
  expect(withoutRefusedPart(wanted, agent, path, openProfileSchema)).toEqual({ ...wanted, ...fields });
});

test('an attribute is found under the name that it has by now', () => {
  const renamed = { name: 'squad', renamedTo: 'team', types: [], multiValued: false };
  const schema = new ProfileSchema([{ ...renamed, firstSeenAt: noon, lastSeenAt: noon } as never], true);
  const spared = withoutRefusedPart({ ...wanted, profile: { squad: 5 } }, agent, 'profile.squad', schema);
  expect(spared?.profile).toEqual({ team: 'Red' });
});

test.each(['userName', 'emails', 'profile.team', undefined])(
  '%s is not to blame where it is as it was',
  (path) => {
    const current = { ...agent.desired(), active: false };
    expect(withoutRefusedPart(current, agent, path, openProfileSchema)).toBeUndefined();
  },
);
