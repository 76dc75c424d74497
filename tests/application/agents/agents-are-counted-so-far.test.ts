import { expect, test } from 'vitest';
import { countAgents } from '../../../src/application/agents/agent/count-agents.ts';
import type { AgentReader } from '../../../src/application/ports/agent-repository.ts';
import { everyone } from '../../../src/criteria/criteria.ts';
import { countedAgentsMax } from '../../../src/domain/agent/agent-count.ts';

test.each([
  [0, 0],
  [countedAgentsMax - 1, countedAgentsMax - 1],
  [countedAgentsMax, countedAgentsMax],
  [countedAgentsMax + 1, { atLeast: countedAgentsMax + 1 }],
  [1_000_000, { atLeast: countedAgentsMax + 1 }],
])('%i agents are counted as %j', async (agents, counted) => {
  // Stands in for an account of more agents than a test can make.
  const count: AgentReader['count'] = async (_, max) => Math.min(agents, max + 1);
  expect(await countAgents({ count } as AgentReader, everyone)).toEqual(counted);
});
