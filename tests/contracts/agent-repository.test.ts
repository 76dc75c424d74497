import { expect, test } from 'vitest';
import { type Criteria, equals, everyone, nobody } from '../../src/criteria/criteria.ts';
import type { Agent } from '../../src/domain/agent/agent.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { later } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { hurried, StoredAgents } from '../support/stored-agents.ts';

onEachDatabase('the agent repository', (product) => {
  const stage = stageOn(product);
  const agents = () => new StoredAgents(stage().storage);
  const codeOf = (error: unknown) => (error instanceof DomainError ? error.code : String(error));

  test('restores an agent exactly as it was stored', async () => {
    const stored = agents();
    const agent = await stored.provision({
      userName: "Zoë.O'Brien+x@Bücher.example",
      externalId: '00uA ',
      displayName: '𝒁𝒐ë 👩🏽‍💻 "quoted" \\ \u0000 end ',
      name: { givenName: 'Zoë', familyName: '山田' },
      emails: [{ value: 'home@example.com', type: 'home', display: '🏠' }],
      profile: { costCenter: '410', grade: 4.5, big: 9007199254740991, remote: false, skills: ['chat', 'é'] },
      directory: {
        title: 'x'.repeat(30_000),
        addresses: [{ type: 'work', formatted: 'a\nb' }],
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: '26' } },
      },
    });
    expect(await stored.find(agent.state.id)).toEqual(agent);
  });

  test('stores each change with its version and times, and a removal by removing', async () => {
    const stored = agents();
    const agent = await stored.provision({ externalId: 'x', emails: [{ value: 'b@example.com' }] });
    const off = agent.revise({ ...agent.desired(), active: false, externalId: undefined, emails: [] }, later);
    await stored.store(off);
    expect(await stored.find(agent.state.id)).toEqual(off.state);
    await stored.store(off.state.remove(later));
    expect(await stored.find(agent.state.id)).toBeUndefined();
    expect(await stored.actions()).toEqual([
      'AgentProvisioned',
      'AgentUpdated',
      'AgentDeactivated',
      'AgentRemoved',
    ]);
  });

  test('lets one agent of an account have a userName, whatever its letter case', async () => {
    const stored = agents();
    await stored.provision({ userName: 'Ada@Example.com' });
    const refusal = await stored.provision({ userName: 'aDA@example.COM' }).catch(codeOf);
    expect(refusal).toBe('userNameTaken');
    expect(await stored.actions()).toEqual(['AgentProvisioned']);
    await expect(agents().provision({ userName: 'ada@example.com' })).resolves.toBeDefined();
  });

  test.each([
    ['straße@example.com', 'STRASSE@example.com'],
    ['zoe\u0308@example.com', 'ZO\u00CB@example.com'],
    ['ΟΔΟΣ@example.com', 'οδοσ@example.com'],
  ])('lets one agent of an account have a userName, whatever its form: %s and %s', async (first, other) => {
    const stored = agents();
    await stored.provision({ userName: first });
    expect(await stored.provision({ userName: other }).catch(codeOf)).toBe('userNameTaken');
  });

  test('tells apart what databases like to fold: accents, trailing spaces, dots', async () => {
    const stored = agents();
    for (const userName of [
      'zoe@example.com',
      'zoë@example.com',
      'diyar@example.com',
      'dıyar@example.com',
      'di\u0307yar@example.com',
    ]) {
      await stored.provision({ userName, externalId: `${userName} ` });
    }
    const byExternalId = (value: string) => stored.list({ criteria: equals(agentFields.externalId, value) });
    expect((await byExternalId('zoe@example.com ')).total).toBe(1);
    expect((await byExternalId('zoe@example.com')).total).toBe(0);
    expect((await byExternalId('ZOE@example.com ')).total).toBe(0);
  });

  test('frees the userName of a removed agent for a new one with a new id', async () => {
    const stored = agents();
    const first = await stored.provision({ userName: 'ada@example.com' });
    await stored.store(first.remove(later));
    const second = await stored.provision({ userName: 'ada@example.com' });
    expect(second.state.id).not.toBe(first.state.id);
    expect(await stored.find(second.state.id)).toEqual(second);
  });

  test('lets exactly one of many concurrent provisionings of a userName succeed', async () => {
    const stored = agents();
    const attempts = await Promise.all(
      Array.from({ length: 20 }, () =>
        stored.provision({ userName: 'race@example.com' }).then(() => 'provisioned', codeOf),
      ),
    );
    expect(attempts.filter((outcome) => outcome === 'provisioned')).toHaveLength(1);
    expect(attempts.filter((outcome) => outcome === 'userNameTaken')).toHaveLength(19);
    expect(await stored.actions()).toEqual(['AgentProvisioned']);
  });

  test('loses none of many concurrent updates of one agent', async () => {
    const stored = agents();
    const { id } = (await stored.provision()).state;
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        stored.revise(id, (current) => ({ profile: { ...current.state.profile, [`a${index}`]: index } })),
      ),
    );
    const agent = await stored.find(id);
    expect(Object.keys(agent?.state.profile ?? {})).toHaveLength(50);
    expect(agent?.state.version).toBe(51);
    expect(await stored.actions()).toHaveLength(51);
  });

  test('writes nothing for a change that is none', async () => {
    const stored = agents();
    const { id } = (await stored.provision()).state;
    await stored.revise(id, () => ({}));
    expect((await stored.find(id))?.state.version).toBe(1);
    expect(await stored.actions()).toEqual(['AgentProvisioned']);
  });

  test('counts those who satisfy criteria, and no further than it is asked to', async () => {
    const stored = agents();
    for (let index = 0; index < 5; index++) await stored.provision({ active: index !== 0 });
    const count = (criteria: Criteria, max: number) =>
      stored.open.unitOfWork.read(stored.caller, (scope) => scope.agents.count(criteria, max));
    const active = equals(agentFields.active, true);
    const counts = [await count(active, 3), await count(active, 4), await count(active, 5)];
    expect(counts).toEqual([4, 4, 4]);
    expect([await count(everyone, 2), await count(nobody, 2)]).toEqual([3, 0]);
  });

  test('shows an account nothing of another, and lets it change nothing', async () => {
    const theirs = agents();
    const agent = await theirs.provision({ externalId: 'x', emails: [{ value: 'second@example.com' }] });
    const ours = agents();
    expect(await ours.find(agent.state.id)).toBeUndefined();
    for (const criteria of [everyone, ...fieldsOf(agent)]) {
      expect(await ours.list({ criteria })).toEqual({ resources: [], total: 0 });
    }
    for (const change of [agent.deactivate(later), agent.remove(later)]) {
      const soon = new StoredAgents(ours.open, hurried(ours.caller));
      await expect(soon.store(change)).rejects.toThrow();
    }
    expect(await theirs.find(agent.state.id)).toEqual(agent);
    expect(await ours.journal()).toEqual([]);
  });
});

const fieldsOf = ({ state }: Agent): Criteria[] => [
  equals(agentFields.id, state.id),
  equals(agentFields.userName, state.userName),
  equals(agentFields.externalId, state.externalId ?? ''),
  equals(agentFields.active, true),
  { kind: 'not', of: equals(agentFields.active, false) },
  { kind: 'present', field: agentFields.email },
  ...state.emails.map(({ value }) => equals(agentFields.email, value)),
];
