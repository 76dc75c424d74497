import type { Agent } from '../../../domain/agent/agent.ts';
import type { AgentCount } from '../../../domain/agent/agent-count.ts';
import type { AgentReader } from '../../ports/agent-repository.ts';
import { countEffect, type RuleEffectCriteria } from './rule-effect.ts';

/** How many agents, and some of them. */
export interface PreviewedAgents {
  readonly count: AgentCount;
  readonly examples: readonly Agent[];
}

export interface PreviewedRule {
  readonly matching: PreviewedAgents;
  /** Who would join the group, and who would leave it. */
  readonly joining: PreviewedAgents;
  readonly leaving: PreviewedAgents;
}

/** @param examplesMax - how many examples of each are wanted. */
export async function previewEffect(
  agents: AgentReader,
  criteria: RuleEffectCriteria,
  examplesMax: number,
): Promise<PreviewedRule> {
  const counts = await countEffect(agents, criteria);
  const previewed = async (which: keyof PreviewedRule): Promise<PreviewedAgents> => {
    const count = counts[which];
    const none = count === 0 || examplesMax === 0;
    return { count, examples: none ? [] : await agents.some(criteria[which], examplesMax) };
  };
  return {
    matching: await previewed('matching'),
    joining: await previewed('joining'),
    leaving: await previewed('leaving'),
  };
}
