import { expect, test } from 'vitest';
import { desired, later, provisioned } from '../../support/agents.ts';

test('a formatted name is made from its components where none is given', () => {
  const { name } = provisioned({
    name: {
      honorificPrefix: 'Ms.',
      givenName: 'Barbara',
      middleName: 'Jane',
      familyName: 'Jensen',
      honorificSuffix: 'III',
    },
  }).state;
  expect(name.formatted).toBe('Ms. Barbara Jane Jensen III');
});

test('a formatted name that was given is kept', () => {
  expect(provisioned({ name: { formatted: 'Jensen, B.', familyName: 'Jensen' } }).state.name.formatted).toBe(
    'Jensen, B.',
  );
});

test('a stale formatted name, as Okta echoes it beside a changed component, is made anew', () => {
  const agent = provisioned({ name: { givenName: 'Ada', familyName: 'Byron' } });
  const name = { ...agent.state.name, familyName: 'Lovelace' };
  expect(agent.revise(desired({ name }), later).state.state.name.formatted).toBe('Ada Lovelace');
});

test('a formatted name that changes with a component was meant, and is kept', () => {
  const agent = provisioned({ name: { givenName: 'Ada', familyName: 'Byron' } });
  const name = { givenName: 'Ada', familyName: 'Lovelace', formatted: 'Countess Lovelace' };
  expect(agent.revise(desired({ name }), later).state.state.name.formatted).toBe('Countess Lovelace');
});

test('no component and no formatted name is no name', () => {
  expect(provisioned().state.name).toEqual({});
});
