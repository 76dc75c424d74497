import { describe, expect, test } from 'vitest';
import type { DesiredGroup } from '../../../src/domain/group/desired-group.ts';
import { Group } from '../../../src/domain/group/group.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import { type AgentId, agentId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const create = (desired: Partial<DesiredGroup>, members: readonly AgentId[] = []) =>
  Group.create(groupId('g1'), acme, { displayName: 'Support', ...desired }, members, noon);
const someone = (count: number) => Array.from({ length: count }, (_, index) => agentId(`a${index}`));

describe('a displayName', () => {
  test.each(['', ' ', '\t\u00a0\n'])('%j is empty', (displayName) => {
    expect(refusalOf(() => create({ displayName }))).toMatchObject({
      code: 'attributeInvalid',
      details: { attribute: 'displayName' },
      message: '"displayName" is empty; every group has a name by which people tell it apart.',
    });
  });

  test('is kept as it was given, spaces included', () => {
    expect(create({ displayName: ' Support ' }).state.state.displayName).toBe(' Support ');
  });

  test('has at most 255 characters', () => {
    for (const count of [254, 255]) expect(() => create({ displayName: 'x'.repeat(count) })).not.toThrow();
    const refusal = refusalOf(() => create({ displayName: 'x'.repeat(256) }));
    expect(refusal).toMatchObject({ code: 'attributeTooLarge', details: { attribute: 'displayName' } });
    expect(refusal.message).toContain('256');
  });

  test('has at most 255 characters also where letter case does not count', () => {
    // In lower case, this letter is two characters.
    const letters = (count: number) => 'İ'.repeat(count);
    expect(() => create({ displayName: `x${letters(127)}` })).not.toThrow();
    expect(refusalOf(() => create({ displayName: letters(128) })).code).toBe('attributeTooLarge');
  });

  test('holds no half of a surrogate pair', () => {
    expect(refusalOf(() => create({ displayName: 'x\ud800' }))).toMatchObject({
      code: 'attributeInvalid',
      details: { attribute: 'displayName' },
    });
  });
});

describe('an externalId', () => {
  test('has at most 255 characters', () => {
    for (const count of [254, 255]) expect(() => create({ externalId: 'x'.repeat(count) })).not.toThrow();
    expect(refusalOf(() => create({ externalId: 'x'.repeat(256) }))).toMatchObject({
      code: 'attributeTooLarge',
      details: { attribute: 'externalId' },
    });
  });

  test('holds no half of a surrogate pair', () => {
    expect(refusalOf(() => create({ externalId: '\udc00' }))).toMatchObject({
      code: 'attributeInvalid',
      details: { attribute: 'externalId' },
    });
  });
});

describe('a change', () => {
  const { membersPerChangeMax: max } = groupLimits;

  test('of the first members concerns at most 100 000', () => {
    for (const count of [max - 1, max])
      expect(create({}, someone(count)).membership.joined).toHaveLength(count);
    const refusal = refusalOf(() => create({}, someone(max + 1)));
    expect(refusal).toMatchObject({ code: 'attributeTooLarge', details: { attribute: 'members' } });
    expect(refusal.message).toContain('several steps');
  });

  test('of who joins and leaves concerns at most 100 000 together', () => {
    const group = create({}).state;
    const revise = (count: number) =>
      group.revise(group.desired(), { joined: someone(count), left: [agentId('b')] }, later);
    for (const count of [max - 2, max - 1]) expect(revise(count).membership.joined).toHaveLength(count);
    expect(refusalOf(() => revise(max)).code).toBe('attributeTooLarge');
  });
});
