import { expect, test } from 'vitest';
import { Account } from '../../../src/domain/account/account.ts';
import { acme, later, noon } from '../../support/agents.ts';

const opened = () => Account.open(acme, 'Acme', noon).state;

test('an account has groups over SCIM at first', () => {
  expect(opened().state.groupsOverScim).toBe(true);
  expect(opened().switchGroupsOverScim(true, later).events).toEqual([]);
});

test('switching them off and on again is one event each, and doing so twice is none', () => {
  const off = opened().switchGroupsOverScim(false, later);
  expect(off.events).toMatchObject([
    { type: 'GroupsOverScimSwitchedOff', changes: [{ path: 'groupsOverScim', from: true, to: false }] },
  ]);
  expect(off.state.state).toMatchObject({ groupsOverScim: false, version: 2, lastModifiedAt: later });
  expect(off.state.switchGroupsOverScim(false, later).events).toEqual([]);
  const on = off.state.switchGroupsOverScim(true, later);
  expect(on.events).toMatchObject([{ type: 'GroupsOverScimSwitchedOn' }]);
  expect(on.state.state.groupsOverScim).toBe(true);
});
