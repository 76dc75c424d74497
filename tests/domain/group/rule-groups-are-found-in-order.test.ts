import { expect, test } from 'vitest';
import { type Criteria, equals, everyone } from '../../../src/criteria/criteria.ts';
import { agentFields, profileField } from '../../../src/domain/agent/agent-fields.ts';
import { agentValues } from '../../../src/domain/agent/agent-values.ts';
import { RuleGroups } from '../../../src/domain/group/rule-groups.ts';
import { groupId } from '../../../src/domain/shared/identifiers.ts';
import { provisioned } from '../../support/agents.ts';
import { ruleOf } from '../../support/stored-rules.ts';

test('The groups of an agent come in the order of all, whether or not an index finds them', () => {
  const isBlue = equals(profileField('team'), 'Blue');
  const startsWithA: Criteria = {
    ...{ kind: 'compare', field: agentFields.userName, operator: 'startsWith', value: 'a' },
  };
  const criteria = [isBlue, everyone, startsWithA, equals(profileField('team'), 'Red'), everyone, isBlue];
  const groups = criteria.map((rule, index) => {
    const displayName = `Rule ${index}`;
    return { id: groupId(displayName), displayName, kind: 'agents' as const, rule: ruleOf(rule) };
  });
  const agent = provisioned({ profile: { team: 'Blue' } });
  const found = new RuleGroups(groups).of(agentValues({ agent }));
  expect(found.map(({ displayName }) => displayName)).toEqual([
    'Rule 0',
    'Rule 1',
    'Rule 2',
    'Rule 4',
    'Rule 5',
  ]);
});
