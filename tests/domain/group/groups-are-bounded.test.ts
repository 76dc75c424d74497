import { describe, expect, test } from 'vitest';
import type { DesiredGroup } from '../../../src/domain/group/desired-group.ts';
import { Group } from '../../../src/domain/group/group.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import type { GroupMember } from '../../../src/domain/group/group-member.ts';
import { agentId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const create = (desired: Partial<DesiredGroup>, members: readonly GroupMember[] = []) =>
  Group.create(groupId('g1'), acme, { displayName: 'Support', ...desired }, members, noon);
const someone = (count: number) => Array.from({ length: count }, (_, index) => member(`a${index}`));
const member = (id: string): GroupMember => ({ id: agentId(id), userName: `${id}@example.com` });

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

  test.each([
    ['letters', 'x'],
    ['emoji', '\u{1F600}'],
    ['hands of a colour', '\u{1F44D}\u{1F3FD}'],
    ['flags', '\u{1F1E9}\u{1F1EA}'],
    ['letters with an accent of their own', 'e\u0301'],
    ['letters with two', 'e\u0302\u0301'],
    ['syllables of Hindi', 'नि'],
    ['letters that are two in folded case', 'İ'],
  ])('has at most 256 characters as people count them: %s', (_, character) => {
    for (const count of [255, 256])
      expect(() => create({ displayName: character.repeat(count) })).not.toThrow();
    const refusal = refusalOf(() => create({ displayName: character.repeat(257) }));
    expect(refusal).toMatchObject({ code: 'attributeTooLarge', details: { attribute: 'displayName' } });
    expect(refusal.message).toBe('"displayName" has 257 characters; allowed are at most 256.');
  });

  test('has at most 700 code points, also where each character has many', () => {
    const name = (codePoints: number) => `x${'\u0338'.repeat(codePoints - 1)}`;
    for (const count of [699, 700]) expect(() => create({ displayName: name(count) })).not.toThrow();
    expect(refusalOf(() => create({ displayName: name(701) }))).toMatchObject({
      code: 'attributeTooLarge',
      message:
        '"displayName" has 701 code points, of which a character may be several; allowed are at most 700.',
    });
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
    for (const character of ['x', '\u{1F600}']) {
      for (const count of [254, 255])
        expect(() => create({ externalId: character.repeat(count) })).not.toThrow();
      expect(refusalOf(() => create({ externalId: character.repeat(256) }))).toMatchObject({
        code: 'attributeTooLarge',
        details: { attribute: 'externalId' },
        message: '"externalId" has 256 characters; allowed are at most 255.',
      });
    }
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
      group.revise(group.desired(), { joined: someone(count), left: [member('b')] }, later);
    for (const count of [max - 2, max - 1]) expect(revise(count).membership.joined).toHaveLength(count);
    expect(refusalOf(() => revise(max)).code).toBe('attributeTooLarge');
  });

  test('names the first 2 500 who join and who leave in the journal, and the others by their ids', () => {
    const { namesPerEntryMax } = groupLimits;
    const everyone = someone(2 * namesPerEntryMax + 2);
    const [left, joined] = [everyone.slice(0, namesPerEntryMax + 1), everyone.slice(namesPerEntryMax + 1)];
    const change = create({}).state.revise({ displayName: 'Support' }, { joined, left }, later);
    const listed = (members: readonly GroupMember[]) => [...members.slice(0, -1), members.at(-1)?.id];
    expect(change.events[0]?.changes).toEqual([{ path: 'members', from: listed(left), to: listed(joined) }]);
  });

  test('has as much of a displayName in the journal as 100 characters', () => {
    for (const characters of [99, 100, 101]) {
      const long = { ...member('a'), displayName: 'x'.repeat(characters) };
      const [change] = create({}, [long]).events[0]?.changes.filter(({ path }) => path === 'members') ?? [];
      expect(change?.to).toEqual([{ ...long, displayName: 'x'.repeat(Math.min(characters, 100)) }]);
    }
  });
});
