import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Agent } from '../../src/domain/agent/agent.ts';
import { type AgentCriteria, everyAgent } from '../../src/domain/agent/agent-criteria.ts';
import { matchAgent } from '../../src/domain/agent/match-agent.ts';
import { onEachDatabase } from '../support/databases.ts';
import { stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

onEachDatabase('a list of agents', (product) => {
  const stage = stageOn(product);

  test('is paged in the order of provisioning, with the total of all pages', async () => {
    const stored = new StoredAgents(stage().storage);
    const made: Agent[] = [];
    for (let index = 0; index < 7; index++) made.push(await stored.provision());
    const page = (offset: number, limit: number) =>
      stored.open.unitOfWork.read(stored.caller, (scope) => scope.agents.list(everyAgent, offset, limit));
    expect(await page(0, 3)).toEqual({ agents: made.slice(0, 3), total: 7 });
    expect(await page(3, 3)).toEqual({ agents: made.slice(3, 6), total: 7 });
    expect(await page(6, 3)).toEqual({ agents: made.slice(6), total: 7 });
    expect(await page(7, 3)).toEqual({ agents: [], total: 7 });
    expect(await page(0, 7)).toEqual({ agents: made, total: 7 });
    expect(await page(0, 0)).toEqual({ agents: [], total: 7 });
  });

  test('holds whom the criteria match in memory, and nobody else', async () => {
    const stored = new StoredAgents(stage().storage);
    const all: Agent[] = [];
    for (const [index, active] of [true, false, true, false, true, true].entries()) {
      const others = [[], ['x@example.com'], ['x@example.com', 'y@example.com']][index % 3] ?? [];
      all.push(
        await stored.provision({
          active,
          externalId: [undefined, 'a', 'A', 'b'][index % 4],
          emails: others.map((value) => ({ value })),
        }),
      );
    }
    await fc.assert(
      fc.asyncProperty(criteriaOver(all), async (criteria) => {
        const page = await stored.open.unitOfWork.read(stored.caller, (scope) =>
          scope.agents.list(criteria, 0, 100),
        );
        expect(page.agents).toEqual(all.filter((agent) => matchAgent(agent, criteria)));
        expect(page.total).toBe(page.agents.length);
      }),
      { numRuns: 150 },
    );
  });
});

function criteriaOver(agents: readonly Agent[]): fc.Arbitrary<AgentCriteria> {
  const userNames = agents.map(({ state }) => state.userName);
  const equals = fc.oneof(
    fc.record({
      field: fc.constant('id' as const),
      value: fc.constantFrom(...agents.map(({ state }) => state.id), 'x'),
    }),
    fc.record({
      field: fc.constant('userName' as const),
      value: fc.constantFrom(...userNames, 'AGENT@example.com', ''),
    }),
    fc.record({ field: fc.constant('externalId' as const), value: fc.constantFrom('a', 'A', 'b', '', 'a ') }),
    fc.record({ field: fc.constant('active' as const), value: fc.boolean() }),
    fc.record({
      field: fc.constant('emails.value' as const),
      value: fc.constantFrom(...userNames, 'X@example.com', 'y@example.com', ''),
    }),
  );
  return fc.letrec<{ criteria: AgentCriteria }>((tie) => ({
    criteria: fc.oneof(
      { maxDepth: 4 },
      equals.map((leaf): AgentCriteria => ({ kind: 'equals', ...leaf })),
      fc.array(tie('criteria'), { maxLength: 3 }).map((of): AgentCriteria => ({ kind: 'all', of })),
      fc.array(tie('criteria'), { maxLength: 3 }).map((of): AgentCriteria => ({ kind: 'any', of })),
      tie('criteria').map((of): AgentCriteria => ({ kind: 'not', of })),
    ),
  })).criteria;
}
