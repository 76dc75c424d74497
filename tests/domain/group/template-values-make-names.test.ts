import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileField } from '../../../src/domain/agent/agent-fields.ts';
import { Group } from '../../../src/domain/group/group.ts';
import { GroupTemplate, groupTemplateId } from '../../../src/domain/group/group-template.ts';
import { groupId } from '../../../src/domain/shared/identifiers.ts';
import { acme, noon } from '../../support/agents.ts';

const templateOf = (namePattern: string): GroupTemplate => {
  const desired = {
    attribute: 'profile.team',
    namePattern,
    kind: 'agents',
    includesDeactivated: false,
  } as const;
  return GroupTemplate.create(groupTemplateId('t'), acme, desired, profileField('team'), noon).state;
};

function groupNamed(displayName: string, template: GroupTemplate, value: string) {
  const governed = { kind: 'agents', rule: template.ruleOf(value) } as const;
  return Group.createByRule(groupId('g'), acme, { displayName }, governed, noon);
}

// Some are longer in folded case, some are blank, some are two code units.
const characters = fc.constantFrom(
  'a',
  ' ',
  '\u00a0',
  '\t',
  'İ',
  '\uFB2C',
  '\u{1F600}',
  'é',
  '\u0301',
  '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  '\u0000',
  '"',
);
const values = fc.array(characters, { maxLength: 125 }).map((list) => list.join(''));
const patterns = fc
  .tuple(values, fc.integer({ min: 1, max: 9 }))
  .map(([around, times]) => around.slice(0, 100 - 7 * times).toWellFormed() + '{value}'.repeat(times));

test('Every value that a template takes makes a name that a group can have, numbered or not', () => {
  fc.assert(
    fc.property(patterns, values, fc.nat({ max: 100_000 }), (pattern, value, others) => {
      const template = templateOf(pattern);
      if (!template.takes(value)) return;
      const name = template.nameOf(value, others);
      expect(groupNamed(name, template, value).state.state.displayName).toBe(name);
    }),
    { numRuns: 500 },
  );
});

test.each([' ', '\t\n', '\u00a0\u3000'])(
  'A blank value makes no group where it is the whole name: %j',
  (value) => {
    expect(templateOf('{value}').takes(value)).toBe(false);
    expect(templateOf('Team {value}').takes(value)).toBe(true);
  },
);

test.each(['İ', '\uFB2C'])('A name is cut so that it fits in folded case as well: %s', (character) => {
  const template = templateOf('{value}{value}{value}');
  const value = character.repeat(40);
  expect(template.takes(value)).toBe(true);
  expect(() => groupNamed(template.nameOf(value), template, value)).not.toThrow();
});
