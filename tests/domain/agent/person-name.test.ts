import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Agent } from '../../../src/domain/agent/agent.ts';
import type { DesiredAgent } from '../../../src/domain/agent/desired-agent.ts';
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

describe('a directory that repeats itself', () => {
  const revised = (agent: Agent, fields: Partial<DesiredAgent>) => agent.revise(desired(fields), later).state;

  test('is not believed the second time, when the formatted name that it echoes is no echo any more', () => {
    const agent = provisioned({ name: { givenName: 'Ada', familyName: 'Byron' } });
    const echo = { name: { ...agent.state.name, familyName: 'Lovelace' } };
    const once = revised(agent, echo);
    expect(revised(once, echo)).toBe(once);
    const meant = { name: { ...once.state.name, formatted: 'Countess Lovelace' } };
    expect(revised(once, meant).state.name.formatted).toBe('Countess Lovelace');
  });

  test('keeps a formatted name that it gave on purpose while a component changes', () => {
    const formatted = 'Countess Lovelace';
    const agent = provisioned({ name: { givenName: 'Ada', familyName: 'King', formatted } });
    const change = { name: { givenName: 'Augusta', familyName: 'King', formatted } };
    const once = revised(agent, change);
    expect(once.state.name.formatted).toBe(formatted);
    expect(revised(once, change)).toBe(once);
  });

  test('keeps a formatted name whose components go', () => {
    const agent = provisioned({ name: { givenName: 'Ada', familyName: 'King' } });
    const name = { formatted: 'Ada King' };
    expect(revised(agent, { name }).state.name).toEqual(name);
  });

  test('makes the agent the same, whatever it was and whatever is asked for', () => {
    const word = fc.constantFrom('Ada', 'King', 'Ada King', '');
    const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
    const address = fc.constantFrom('ada@example.com', 'ADA@example.com', 'home@example.com', '');
    const email = fc.record({ value: address, type: optional(word), display: optional(word) });
    const request: fc.Arbitrary<Partial<DesiredAgent>> = fc.record({
      active: fc.boolean(),
      displayName: optional(word),
      externalId: optional(word),
      name: optional(
        fc.record({ formatted: optional(word), givenName: optional(word), familyName: optional(word) }),
      ),
      emails: optional(fc.array(email, { maxLength: 3 })),
      profile: optional(fc.dictionary(fc.constantFrom('team', 'Team2', 'TEAM2'), word, { maxKeys: 1 })),
      directory: optional(fc.dictionary(fc.constantFrom('title', 'nickName'), word)),
    });
    fc.assert(
      fc.property(fc.array(request, { maxLength: 4 }), request, (history, last) => {
        const agent = history.reduce(revised, provisioned());
        const once = revised(agent, last);
        expect(revised(once, last)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});
