import { expect, test } from 'vitest';
import { agentValues, directoryValues } from '../../../src/domain/agent/agent-values.ts';
import { noon, provisioned } from '../../support/agents.ts';

const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const ada = () =>
  provisioned({
    ...{ externalId: '00u1', displayName: 'Ada', name: { givenName: 'Ada' } },
    emails: [{ value: 'ada@home.example', type: 'home' }],
    profile: { CostCenter: 'CC', skills: ['chat', 'email'] },
    directory: { title: 'Countess', [urn]: { department: 'Notes' } },
  });

/** Each path with its values, in the order of their elements. */
const shown = (values: ReadonlyMap<string, readonly { readonly value: unknown }[]>) =>
  Object.fromEntries([...values].map(([path, stored]) => [path, stored.map(({ value }) => value)]));

const ofThePerson = {
  title: ['Countess'],
  [`${urn}:department`]: ['Notes'],
  displayName: ['Ada'],
  'name.formatted': ['Ada'],
  'name.givenName': ['Ada'],
  'emails.value': ['ada@example.com', 'ada@home.example'],
  'emails.primary': [true],
  'emails.type': ['home'],
  'profile.costcenter': ['CC'],
  'profile.skills': ['chat', 'email'],
};

test('is what its directory says of it, custom attributes by their folded names', () => {
  expect(shown(directoryValues(ada()))).toEqual(ofThePerson);
});

test('is also what the service knows of it, and the groups where they are given', () => {
  const known = {
    ...ofThePerson,
    ...{ id: [ada().state.id], userName: ['ada@example.com'], externalId: ['00u1'], active: [true] },
    ...{ 'meta.created': [noon], 'meta.lastModified': [noon], 'meta.version': ['1'] },
  };
  const groups = [
    { id: 'g', displayName: 'QA', kind: 'agents' },
    { id: 'h', displayName: 'Staff', kind: 'users' },
  ];

  expect(shown(agentValues({ agent: ada() }))).toEqual(known);
  expect(shown(agentValues({ agent: ada(), groups }))).toEqual({
    ...known,
    ...{ 'groups.value': ['g', 'h'], 'groups.display': ['QA', 'Staff'], 'groups.kind': ['agents', 'users'] },
  });
});
