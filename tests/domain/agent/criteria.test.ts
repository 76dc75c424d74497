import { expect, test } from 'vitest';
import { type AgentCriteria, everyAgent } from '../../../src/domain/agent/agent-criteria.ts';
import { matchAgent } from '../../../src/domain/agent/match-agent.ts';
import { provisioned } from '../../support/agents.ts';

const agent = provisioned({
  userName: 'Ada@Example.com',
  externalId: '00uA',
  emails: [{ value: 'Home@example.com', type: 'home' }],
});
const equals = (
  field: 'userName' | 'externalId' | 'emails.value' | 'id' | 'active',
  value: string | boolean,
): AgentCriteria => ({
  kind: 'equals',
  field,
  value,
});

test.each<[string, AgentCriteria, boolean]>([
  ['everyone', everyAgent, true],
  ['nobody', { kind: 'any', of: [] }, false],
  ['userName in another letter case', equals('userName', 'ADA@example.COM'), true],
  ['externalId', equals('externalId', '00uA'), true],
  ['externalId in another letter case', equals('externalId', '00ua'), false],
  ['the primary email', equals('emails.value', 'ada@example.com'), true],
  ['another email', equals('emails.value', 'home@EXAMPLE.com'), true],
  ['an email that is not there', equals('emails.value', 'x@example.com'), false],
  ['the id', equals('id', agent.state.id), true],
  ['active', equals('active', true), true],
  ['not active', { kind: 'not', of: equals('active', true) }, false],
  ['both', { kind: 'all', of: [equals('active', true), equals('externalId', 'x')] }, false],
  ['either', { kind: 'any', of: [equals('active', false), equals('externalId', '00uA')] }, true],
])('criteria for %s', (_, criteria, expected) => {
  expect(matchAgent(agent, criteria)).toBe(expected);
});

test('an attribute that is missing equals nothing', () => {
  expect(matchAgent(provisioned(), equals('externalId', ''))).toBe(false);
});
