import { expect, test } from 'vitest';
import { Agent } from '../../../src/domain/agent/agent.ts';
import { desired, later, provisioned } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const own = [
  'active',
  'displayName',
  'emails',
  'externalId',
  'groups',
  'id',
  'meta',
  'name',
  'profile',
  'schemas',
  'userName',
];
const spelled = own.flatMap((name) => [name, name.toUpperCase(), `${name}.value`]);

test.each(spelled)('an attribute of the agent itself cannot come from its directory: %s', (name) => {
  const directory = { [name]: 'evil' };
  const refused = { code: 'attributeInvalid', details: { attribute: name } };
  expect(refusalOf(() => provisioned({ directory }))).toMatchObject(refused);
  const agent = provisioned();
  expect(refusalOf(() => agent.revise(desired({ directory }), later))).toMatchObject(refused);
});

test.each(['title', 'userNames', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User', 'names.x'])(
  'another attribute can: %s',
  (name) => {
    expect(provisioned({ directory: { [name]: 'x' } }).state.directory).toEqual({ [name]: 'x' });
  },
);

test('one that is there from before keeps nobody from being deactivated', () => {
  const agent = Agent.restore({ ...provisioned().state, directory: { active: true } });
  expect(agent.deactivate(later).state.active).toBe(false);
});
