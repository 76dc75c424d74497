import { describe, expect, test } from 'vitest';
import { equals } from '../../../src/criteria/criteria.ts';
import { profileField } from '../../../src/domain/agent/agent-fields.ts';
import { agentValues } from '../../../src/domain/agent/agent-values.ts';
import { GroupTemplate, groupTemplateId } from '../../../src/domain/group/group-template.ts';

import { acme, later, noon, provisioned } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const field = { ...profileField('team'), type: 'text', caseExact: true } as const;
const create = (namePattern = 'Team {value}') => {
  const desired = {
    kind: 'users',
    attribute: 'profile.team',
    namePattern,
    includesDeactivated: true,
  } as const;
  return GroupTemplate.create(groupTemplateId('t'), acme, desired, field, noon);
};
const template = create().state;

describe('a template', () => {
  test('is created by one event with all that it says', () => {
    const { state, events } = create();
    expect(state.state).toMatchObject({ field: { type: 'any', caseExact: false }, createdAt: noon });
    expect(events).toEqual([
      {
        type: 'GroupTemplateCreated',
        accountId: acme,
        at: noon,
        target: { type: 'template', id: 't', name: 'Team {value}' },
        changes: [
          { path: 'kind', to: 'users' },
          { path: 'attribute', to: 'profile.team' },
          { path: 'namePattern', to: 'Team {value}' },
          { path: 'includesDeactivated', to: true },
        ],
      },
    ]);
  });

  test('is removed by one event with all that it said', () => {
    const { before, state, removes, events } = template.remove(later);
    expect({ before, state, removes }).toEqual({ before: template, state: template, removes: true });
    expect(events).toMatchObject([
      { type: 'GroupTemplateRemoved', at: later, changes: [{ path: 'kind', from: 'users' }, {}, {}, {}] },
    ]);
    expect(GroupTemplate.restore(template.state)).toEqual(template);
  });

  test.each(['Team', '{Value}', `{value}${'x'.repeat(94)}`])('cannot name its groups %s', (pattern) => {
    const { code, message, details } = refusalOf(() => create(pattern));
    expect(code).toBe('attributeInvalid');
    expect(message).toBe(
      `A group template's name pattern has at most 100 characters and "{value}" where the value is to stand, such as "Team {value}"; this one is ${JSON.stringify(pattern.slice(0, 80))}.`,
    );
    expect(details).toEqual({ attribute: 'namePattern' });
  });

  test('has a name pattern of up to 100 characters', () => {
    expect(() => create(`{value}${'x'.repeat(93)}`)).not.toThrow();
  });
});

describe('a value', () => {
  test.each([
    ['x'.repeat(120), true],
    ['x'.repeat(121), false],
    ['', false],
    [0, true],
    [false, true],
  ])('%j makes a group: %s', (value, takes) => {
    expect(template.takes(value)).toBe(takes);
  });

  test('of an agent makes a group where the template takes it', () => {
    const agent = provisioned({ profile: { Team: ['QA', '', 5], other: 'x' } });
    expect(template.valuesIn(agentValues({ agent }))).toEqual(['QA', 5]);
    expect(template.valuesIn(agentValues({ agent: provisioned() }))).toEqual([]);
  });

  test('is what the group demands', () => {
    expect(template.ruleOf('Q "A"')).toEqual({
      text: 'profile.team eq "Q \\"A\\""',
      criteria: equals(template.state.field, 'Q "A"'),
      ...{ always: [], never: [], includesDeactivated: true },
    });
  });

  test('stands in the name wherever the pattern says, which is numbered where others have it', () => {
    expect(create('{value}: {value}').state.nameOf('$&')).toBe('$&: $&');
    expect(template.nameOf('QA', 0)).toBe('Team QA');
    expect(template.nameOf('QA', 1)).toBe('Team QA (2)');
  });

  test.each([
    ['x', 120],
    ['\u{1F600}', 120],
    ['e\u0301', 120],
    ['\u{1F1E9}\u{1F1EA}', 60],
    ['İ', 60],
  ])('is cut so that the name has 128 characters as people count them: %s', (character, times) => {
    const name = create('{value}{value}{value}').state.nameOf(character.repeat(times));
    expect(name).toBe(character.repeat(128));
  });

  test('is cut so that the name has 680 code points, for the sake of indexes', () => {
    const accents = (count: number) => `x${'\u0338'.repeat(count - 1)}`;
    expect(create('{value}{value}').state.nameOf(accents(340))).toBe(accents(340).repeat(2));
    expect(create('{value}{value}').state.nameOf(accents(341))).toBe(accents(341));
  });
});
