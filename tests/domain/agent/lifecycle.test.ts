import { describe, expect, test } from 'vitest';
import { Agent } from '../../../src/domain/agent/agent.ts';
import { agentId } from '../../../src/domain/shared/identifiers.ts';
import { acme, desired, later, noon, provisioned } from '../../support/agents.ts';

describe('provisioning', () => {
  test('yields an agent at version 1 and one event with every attribute', () => {
    const { state, events } = Agent.provision(
      agentId('a1'),
      acme,
      desired({ name: { givenName: 'Ada' }, profile: { location: 'Austin' } }),
      noon,
    );
    expect(state.state).toMatchObject({
      version: 1,
      status: 'active',
      createdAt: noon,
      lastModifiedAt: noon,
    });
    expect(events).toEqual([
      {
        type: 'AgentProvisioned',
        accountId: acme,
        at: noon,
        target: { type: 'agent', id: 'a1', name: 'ada@example.com' },
        changes: [
          { path: 'userName', to: 'ada@example.com' },
          { path: 'active', to: true },
          { path: 'name.formatted', to: 'Ada' },
          { path: 'name.givenName', to: 'Ada' },
          { path: 'emails', to: [{ value: 'ada@example.com', primary: true }] },
          { path: 'profile.location', to: 'Austin' },
        ],
      },
    ]);
  });

  test('may yield an agent that is deactivated from the start', () => {
    expect(provisioned({ active: false }).active).toBe(false);
  });
});

describe('revising', () => {
  test('yields one event with the changed paths and their old and new values', () => {
    const agent = provisioned({ name: { givenName: 'Ada' }, directory: { title: 'Engineer', locale: 'en' } });
    const change = agent.revise(
      desired({ name: { givenName: 'Augusta' }, directory: { title: 'Countess' } }),
      later,
    );
    expect(change.events).toHaveLength(1);
    expect(change.events[0]).toMatchObject({ type: 'AgentUpdated', at: later });
    expect(change.events[0]?.changes).toEqual([
      { path: 'name.formatted', from: 'Ada', to: 'Augusta' },
      { path: 'name.givenName', from: 'Ada', to: 'Augusta' },
      { path: 'title', from: 'Engineer', to: 'Countess' },
      { path: 'locale', from: 'en', to: undefined },
    ]);
    expect(change.state.state).toMatchObject({ version: 2, createdAt: noon, lastModifiedAt: later });
    expect(change.before).toBe(agent);
  });

  test('names an attribute of an extension by its schema URN and a colon', () => {
    const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const agent = provisioned({ directory: { [urn]: { department: 'A', manager: { value: '1' } } } });
    const change = agent.revise(
      desired({ directory: { [urn]: { department: 'B', manager: { value: '2' } } } }),
      later,
    );
    expect(change.events[0]?.changes.map(({ path }) => path)).toEqual([
      `${urn}:department`,
      `${urn}:manager.value`,
    ]);
  });

  test('to what the agent is already yields no event, no version and no modification', () => {
    const agent = provisioned({
      externalId: '00u1',
      displayName: 'Ada',
      emails: [{ value: 'ada@example.com', type: 'work', primary: true }],
      profile: { skills: ['chat', 'email'] },
    });
    const change = agent.revise(agent.desired(), later);
    expect(change.events).toEqual([]);
    expect(change.state).toBe(agent);
  });

  test('does not count the order of members, which databases change', () => {
    const agent = provisioned({ directory: { addresses: [{ type: 'work', locality: 'Paris' }] } });
    expect(
      agent.revise(desired({ directory: { addresses: [{ locality: 'Paris', type: 'work' }] } }), later)
        .events,
    ).toEqual([]);
  });

  test('attributes and status together yields both events and one version', () => {
    const change = provisioned().revise(desired({ active: false, displayName: 'Ada' }), later);
    expect(change.events.map(({ type }) => type)).toEqual(['AgentUpdated', 'AgentDeactivated']);
    expect(change.state.state.version).toBe(2);
  });
});

describe('deactivating and reactivating', () => {
  test('keep the id and the attributes, and say so in one event each', () => {
    const agent = provisioned({ profile: { location: 'Austin' } });
    const off = agent.deactivate(noon);
    const on = off.state.reactivate(later);
    expect(off.events).toMatchObject([
      { type: 'AgentDeactivated', changes: [{ path: 'active', from: true, to: false }] },
    ]);
    expect(on.events).toMatchObject([
      { type: 'AgentReactivated', changes: [{ path: 'active', from: false, to: true }] },
    ]);
    expect(on.state.state).toEqual({ ...agent.state, version: 3, lastModifiedAt: later });
  });

  test('do nothing to an agent that is so already', () => {
    expect(provisioned().reactivate(later).events).toEqual([]);
    expect(provisioned({ active: false }).deactivate(later).events).toEqual([]);
  });
});

describe('removing', () => {
  test('yields an event with what the agent had', () => {
    const { state, removes, events } = provisioned({ displayName: 'Ada' }).remove(later);
    expect(removes).toBe(true);
    expect(state.state).toMatchObject({ version: 2, lastModifiedAt: later });
    expect(events).toMatchObject([{ type: 'AgentRemoved' }]);
    expect(events[0]?.changes).toContainEqual({ path: 'displayName', from: 'Ada', to: undefined });
  });
});
