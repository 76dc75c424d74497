import { describe, expect, test } from 'vitest';
import { requireRoomForAttributes } from '../../../src/domain/profile-attribute/account-attributes.ts';
import {
  isCurrent,
  type KnownProfileAttribute,
  seenProfileAttributes,
} from '../../../src/domain/profile-attribute/known-profile-attribute.ts';
import { ProfileAttribute } from '../../../src/domain/profile-attribute/profile-attribute.ts';
import { acme, later, noon } from '../../support/agents.ts';
import { refusalOf } from '../../support/refusal.ts';

const known = (name: string, state: Partial<KnownProfileAttribute> = {}) =>
  ProfileAttribute.restore(acme, { name, types: ['string'], multiValued: false, ...state });

describe('declaring', () => {
  test('is one event with what was said, under the name in folded case', () => {
    const { before, state, events } = known('Team').declare({ type: 'string', required: true }, later);
    expect(before?.state.declaration).toBeUndefined();
    expect(state.state).toMatchObject({ name: 'Team', declaration: { type: 'string', required: true } });
    expect(events).toEqual([
      {
        type: 'ProfileAttributeDeclared',
        accountId: acme,
        at: later,
        target: { type: 'attribute', id: 'profile.team', name: 'profile.Team' },
        changes: [
          { path: 'type', to: 'string' },
          { path: 'multiValued', to: false },
          { path: 'required', to: true },
        ],
      },
    ]);
  });

  test('the same again is no event, and something else tells what differs', () => {
    const { state } = known('team').declare({ required: true }, noon);
    expect(state.declare({ required: true }, later)).toEqual({ before: state, state, events: [] });
    expect(state.declare({ required: false }, later).events[0]?.changes).toEqual([
      { path: 'required', from: true, to: false },
    ]);
  });

  test('what cannot be declared is refused', () => {
    expect(refusalOf(() => known('team').declare({ allowedValues: [] }, noon)).code).toBe(
      'attributeTooLarge',
    );
  });

  test('nothing is one event, and none where nothing was declared', () => {
    const { state } = known('team').declare({ required: true }, noon);
    const { state: undeclared, events } = state.undeclare(later);
    expect(events).toMatchObject([
      { type: 'ProfileAttributeUndeclared', changes: [{ path: 'required', from: true }] },
    ]);
    expect(undeclared.state.declaration).toBeUndefined();
    expect(undeclared.undeclare(later).events).toEqual([]);
  });

  test('an attribute that nobody had needs a name that attributes can have', () => {
    expect(ProfileAttribute.unseen(acme, 'team').state).toEqual({
      name: 'team',
      types: [],
      multiValued: false,
    });
    expect(refusalOf(() => ProfileAttribute.unseen(acme, '2 teams')).code).toBe('attributeInvalid');
  });
});

describe('retiring', () => {
  test('is one event, and doing so twice is none and keeps the time', () => {
    const { state, events } = known('team').retire(noon);
    expect(events).toMatchObject([
      { type: 'ProfileAttributeRetired', changes: [{ path: 'retiredAt', to: noon }] },
    ]);
    expect(isCurrent(state.state)).toBe(false);
    expect(state.retire(later)).toMatchObject({ events: [], state: { state: { retiredAt: noon } } });
  });

  test('can be undone, which is one event as well', () => {
    const { state, events } = known('team', { retiredAt: noon }).reinstate(later);
    expect(events).toMatchObject([
      { type: 'ProfileAttributeReinstated', changes: [{ path: 'retiredAt', from: noon }] },
    ]);
    expect(isCurrent(state.state)).toBe(true);
    expect(state.reinstate(later).events).toEqual([]);
  });
});

describe('renaming', () => {
  const declaration = { required: true };

  test('gives the declaration to the other name, and is an event of each', () => {
    const from = known('team', { declaration, retiredAt: noon });
    const [renamed, declared, ...rest] = from.rename(known('Squad'), later);
    expect(rest).toEqual([]);
    expect(renamed?.events).toMatchObject([
      {
        type: 'ProfileAttributeRenamed',
        target: { id: 'profile.team' },
        changes: [
          { path: 'required', from: true },
          { path: 'retiredAt', from: noon },
          { path: 'renamedTo', to: 'Squad' },
        ],
      },
    ]);
    expect(declared?.events).toMatchObject([
      {
        type: 'ProfileAttributeDeclared',
        target: { id: 'profile.squad' },
        changes: [{ path: 'required', to: true }],
      },
    ]);
    expect(renamed && isCurrent(renamed.state.state)).toBe(false);
  });

  test('leaves the other name what was declared of it', () => {
    const changes = known('team', { declaration }).rename(known('squad', { declaration: {} }), later);
    expect(changes.map(({ events }) => events.map(({ type }) => type))).toEqual([
      ['ProfileAttributeRenamed'],
    ]);
    expect(known('team').rename(known('squad'), later)).toHaveLength(1);
  });

  test('again to the same name changes nothing, whatever its letter case', () => {
    expect(known('team', { renamedTo: 'Squad' }).rename(known('squad'), later)).toEqual([]);
  });

  test.each<[string, ProfileAttribute, string]>([
    ['its own name', known('Team'), 'that is its name, letter case aside'],
    ['a name that was given up', known('squad', { renamedTo: 'crew' }), 'that name was given up itself'],
    ['a name that was retired', known('squad', { retiredAt: noon }), 'that name was given up itself'],
  ])('to %s is refused', (_, to, why) => {
    const { code, message, details } = refusalOf(() => known('team').rename(to, later));
    expect(code).toBe('attributeInvalid');
    expect(message).toBe(`"profile.team" cannot be renamed to "profile.${to.state.name}": ${why}.`);
    expect(details).toEqual({ attribute: `profile.${to.state.name}` });
  });

  test.each<[string, (attribute: ProfileAttribute) => unknown]>([
    ['renamed to yet another name', (attribute) => attribute.rename(known('crew'), later)],
    ['declared', (attribute) => attribute.declare({}, later)],
    ['retired', (attribute) => attribute.retire(later)],
  ])('keeps the old name from being %s', (_, change) => {
    const { code, message, details } = refusalOf(() => change(known('team', { renamedTo: 'squad' })));
    expect(code).toBe('profileAttributeRenamed');
    expect(message).toBe('"profile.team" was renamed: it is "profile.squad" now.');
    expect(details).toEqual({ attribute: 'profile.team', renamedTo: 'squad' });
  });
});

test('attributes are current that were neither retired nor renamed', () => {
  expect(isCurrent(known('team').state)).toBe(true);
  expect(isCurrent(known('team', { renamedTo: 'squad' }).state)).toBe(false);
});

test('what is seen of a profile is each attribute with the types of its values, each type once', () => {
  const profile = { team: 'QA', level: 3, remote: false, hired: '2026-11-23', nothing: undefined };
  expect(seenProfileAttributes({ ...profile, skills: ['a', 'b', 1] })).toEqual([
    { name: 'team', multiValued: false, types: ['string'] },
    { name: 'level', multiValued: false, types: ['number'] },
    { name: 'remote', multiValued: false, types: ['boolean'] },
    { name: 'hired', multiValued: false, types: ['instant'] },
    { name: 'skills', multiValued: true, types: ['string', 'number'] },
  ]);
});

test('an account has 500 custom attributes at most, and keeps on working with more', () => {
  expect(() => requireRoomForAttributes(498, ['a', 'b'])).not.toThrow();
  expect(() => requireRoomForAttributes(501, [])).not.toThrow();
  const { code, message, details } = refusalOf(() => requireRoomForAttributes(500, ['a', 'b']));
  expect(code).toBe('attributeTooLarge');
  expect(message).toBe('"profile.a" would be custom attribute 501 of the account; allowed are at most 500.');
  expect(details).toEqual({ attribute: 'profile.a' });
  expect(() => requireRoomForAttributes(499, ['a', 'b'])).toThrow();
});
