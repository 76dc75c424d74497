import { expect, test } from 'vitest';
import { equals } from '../../src/criteria/criteria.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { onEachDatabase } from '../support/databases.ts';
import { serverOn } from '../support/start-server.ts';

onEachDatabase('groups that a template makes', (product) => {
  const server = serverOn(product);
  const teams = ['Blue', 'Red', 'Green'];

  test('are those of the values that there are, however many agents come, move and go at once', async () => {
    const { caller, journal } = await server().openAccount();
    const {
      provisionAgent,
      reviseAgent,
      removeAgent,
      createGroupTemplate,
      listGroups,
      listAgents,
      createGroup,
    } = server().application;
    await createGroup(caller, { desired: { displayName: 'Team Red' } });
    const seed = { userName: 'seed@example.com', active: true, profile: { team: 'Blue' } };
    const { agent: first } = await provisionAgent(caller, { desired: seed });
    const pattern = { attribute: 'profile.team', namePattern: 'Team {value}' };
    await createGroupTemplate(caller, pattern);
    const provision = (index: number) =>
      provisionAgent(caller, {
        desired: {
          userName: `agent-${index}@example.com`,
          active: true,
          profile: { team: teams[index % 3] },
        },
      });
    const agents = [
      first,
      ...(await Promise.all(Array.from({ length: 12 }, (_, index) => provision(index)))).map(
        ({ agent }) => agent,
      ),
    ];
    const move = (round: number) =>
      agents.slice(1).map(({ state: { id } }, index) =>
        reviseAgent(caller, {
          id,
          revise: (current) => ({
            ...current.desired(),
            profile: { team: `${teams[(index * round) % 3]}${round}` },
          }),
        }),
      );
    for (const round of [1, 2, 3]) await Promise.all(move(round));
    await Promise.all(agents.slice(0, 5).map(({ state: { id } }) => removeAgent(caller, { id })));

    const left = (await listAgents(caller, {})).resources;
    const values = new Set(left.map(({ agent }) => String(agent.state.profile.team)));
    const { resources } = await listGroups(caller, { withMembers: true, limit: 1000 });
    const made = resources.filter(({ group }) => group.state.origin !== undefined);
    expect(new Set(made.map(({ group }) => group.state.origin?.value))).toEqual(values);
    expect(made).toHaveLength(values.size);
    for (const { group, members = [] } of made) {
      const expected = left.filter(({ agent }) => agent.state.profile.team === group.state.origin?.value);
      expect(members.map(({ id }) => id)).toEqual(expected.map(({ agent }) => agent.state.id));
      const found = await listAgents(caller, {
        criteria: equals(agentFields.groupId, group.state.id),
      });
      expect(found.total).toBe(expected.length);
    }
    const entries = await journal();
    const count = (action: string) => entries.filter((entry) => entry.action === action).length;
    // Each agent joined one group for each team that it had, and left all but the last of those who stayed.
    expect(count('AgentJoinedGroup')).toBe(12 * 4);
    expect(count('AgentLeftGroup')).toBe(12 * 3 + 5);
    expect(count('GroupCreated') - 1 - count('GroupRemoved')).toBe(values.size);
    expect(entries.filter(({ refusal }) => refusal)).toEqual([]);
  });
});
