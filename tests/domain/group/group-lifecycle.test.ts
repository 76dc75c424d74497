import { describe, expect, test } from 'vitest';
import { nobody as nobodyAtAll } from '../../../src/criteria/criteria.ts';
import type { DesiredGroup } from '../../../src/domain/group/desired-group.ts';
import { Group } from '../../../src/domain/group/group.ts';
import { groupLimits } from '../../../src/domain/group/group-limits.ts';
import { agentId, groupId } from '../../../src/domain/shared/identifiers.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { ruleOf } from '../../support/stored-rules.ts';

const ada = { id: agentId('a1'), userName: 'ada@example.com', displayName: 'Ada Byron' };
const grace = { id: agentId('a2'), userName: 'grace@example.com' };
const nobody = { joined: [], left: [] };
const create = (desired: Partial<DesiredGroup> = {}, members = [ada]) =>
  Group.create(groupId('g1'), acme, { displayName: 'Support', ...desired }, members, noon);
const created = (desired: Partial<DesiredGroup> = {}) => create(desired).state;

describe('creating', () => {
  test('yields a group at version 1, its members, and one event with every attribute', () => {
    const change = create({ externalId: '00g1' });
    expect(change.state.state).toEqual({
      id: 'g1',
      accountId: acme,
      displayName: 'Support',
      externalId: '00g1',
      kind: 'agents',
      governedBy: 'push',
      grantedTo: [],
      version: 1,
      createdAt: noon,
      lastModifiedAt: noon,
    });
    expect(change.membership).toEqual({ joined: [ada], left: [] });
    expect(change.events).toEqual([
      {
        type: 'GroupCreated',
        accountId: acme,
        at: noon,
        target: { type: 'group', id: 'g1', name: 'Support' },
        changes: [
          { path: 'displayName', to: 'Support' },
          { path: 'externalId', to: '00g1' },
          { path: 'kind', to: 'agents' },
          { path: 'governedBy', to: 'push' },
          { path: 'members', to: [ada] },
        ],
      },
    ]);
  });

  test('of a group without members tells of none', () => {
    const paths = create({}, []).events[0]?.changes.map(({ path }) => path);
    expect(paths).toEqual(['displayName', 'kind', 'governedBy']);
  });
});

describe('revising', () => {
  test('renames, with one event that has the old and the new value and the new name', () => {
    const group = created({ externalId: '00g1' });
    const change = group.revise({ displayName: 'Helpdesk' }, nobody, later);
    expect(change.events).toMatchObject([
      {
        type: 'GroupUpdated',
        at: later,
        target: { name: 'Helpdesk' },
        changes: [
          { path: 'displayName', from: 'Support', to: 'Helpdesk' },
          { path: 'externalId', from: '00g1' },
        ],
      },
    ]);
    expect(change.state.state).toMatchObject({ version: 2, createdAt: noon, lastModifiedAt: later });
    expect(change.before).toBe(group);
  });

  test('tells who joined and who left in one event', () => {
    const membership = { joined: [grace], left: [ada] };
    const change = created().revise({ displayName: 'Support' }, membership, later);
    expect(change.events).toMatchObject([
      { type: 'GroupMembersChanged', changes: [{ path: 'members', from: [ada], to: [grace] }] },
    ]);
    expect(change.membership).toBe(membership);
    expect(change.state.state).toMatchObject({ version: 2, lastModifiedAt: later });
  });

  test('name and members together yields both events and one version', () => {
    const change = created().revise({ displayName: 'Helpdesk' }, { joined: [grace], left: [] }, later);
    expect(change.events.map(({ type }) => type)).toEqual(['GroupUpdated', 'GroupMembersChanged']);
    expect(change.state.state.version).toBe(2);
  });

  test('to what the group is already yields no event, no version and no modification', () => {
    const group = created({ externalId: '00g1' });
    const change = group.revise(group.desired(), nobody, later);
    expect(change.events).toEqual([]);
    expect(change.state).toBe(group);
  });
});

describe('removing', () => {
  test('yields an event with what the group had', () => {
    const { state, removes, events } = created().remove(later);
    expect(removes).toBe(true);
    expect(state.state).toMatchObject({ version: 2, lastModifiedAt: later });
    expect(events).toMatchObject([
      {
        type: 'GroupRemoved',
        changes: [
          { path: 'displayName', from: 'Support' },
          { path: 'kind', from: 'agents' },
          { path: 'governedBy', from: 'push' },
          { path: 'memberCount', from: 0 },
        ],
      },
    ]);
  });

  test('tells whom the group named, in entries of as many as one may hold', () => {
    const max = groupLimits.membersPerChangeMax;
    const members = Array.from({ length: max + 1 }, (_, index) => ({
      ...{ id: agentId(`a${index}`), userName: `a${index}@example.com` },
    }));
    const { events } = created().remove(later, members);
    const told = events.map(({ type, changes }) => {
      const { from } = changes.find(({ path }) => path === 'members') ?? {};
      return [type, Array.isArray(from) && from.length];
    });
    expect(told).toEqual([
      ['GroupMembersChanged', max],
      ['GroupRemoved', 1],
    ]);
    expect(events[1]?.changes).toContainEqual({ path: 'memberCount', from: max + 1 });
  });

  test("of a rule's group yields the rule as well, so that who belonged can be found again", () => {
    const rule = ruleOf(nobodyAtAll, { text: 'title eq "x"', always: [ada.id] });
    const governed = { kind: 'agents', rule } as const;
    const group = Group.createByRule(groupId('g'), acme, { displayName: 'Ruled' }, governed, noon).state;
    expect(group.remove(later).events[0]?.changes).toContainEqual({
      path: 'rule.text',
      from: 'title eq "x"',
    });
    expect(group.remove(later).events[0]?.changes).toContainEqual({ path: 'rule.always', from: [ada.id] });
    const condition = { path: 'rule.condition', from: rule.criteria };
    expect(group.remove(later).events[0]?.changes).toContainEqual(condition);
  });
});
