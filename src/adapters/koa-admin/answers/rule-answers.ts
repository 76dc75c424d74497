import { Nested } from '../../../application/input/nested.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import type { AgentCount } from '../../../domain/agent/agent-count.ts';
import type { Group } from '../../../domain/group/group.ts';
import { AgentAnswer, showAgent } from './agent-answer.ts';
import { AgentCountAnswer, showCount } from './agent-count-answer.ts';
import { GroupAnswer, showGroup } from './group-answer.ts';

/** A group whose rule was changed. */
export class ChangedRuleAnswer {
  @Nested(() => GroupAnswer)
  readonly group!: GroupAnswer;

  @Nested(() => AgentCountAnswer)
  readonly joined!: AgentCountAnswer;

  @Nested(() => AgentCountAnswer)
  readonly left!: AgentCountAnswer;
}

export const showChangedRule = ({
  group,
  effect,
}: {
  readonly group: Group;
  readonly effect: { readonly joined: AgentCount; readonly left: AgentCount };
}): ChangedRuleAnswer => ({
  group: showGroup(group),
  joined: showCount(effect.joined),
  left: showCount(effect.left),
});

/** A group that was made with a rule. */
export class CreatedRuleGroupAnswer {
  @Nested(() => GroupAnswer)
  readonly group!: GroupAnswer;

  /** How many belong to it. */
  @Nested(() => AgentCountAnswer)
  readonly members!: AgentCountAnswer;
}

/** How many agents, and some of them. */
export class PreviewedAgentsAnswer {
  @Nested(() => AgentCountAnswer)
  readonly count!: AgentCountAnswer;

  @Nested(() => AgentAnswer, { each: true })
  readonly examples!: readonly AgentAnswer[];
}

/** What a rule would do. */
export class RulePreviewAnswer {
  @Nested(() => PreviewedAgentsAnswer)
  readonly matching!: PreviewedAgentsAnswer;

  /** Who would join the group. */
  @Nested(() => PreviewedAgentsAnswer)
  readonly joining!: PreviewedAgentsAnswer;

  /** Who would leave it. */
  @Nested(() => PreviewedAgentsAnswer)
  readonly leaving!: PreviewedAgentsAnswer;
}

export const showPreviewed = (previewed: {
  readonly count: AgentCount;
  readonly examples: readonly Agent[];
}): PreviewedAgentsAnswer => ({
  count: showCount(previewed.count),
  examples: previewed.examples.map((agent) => showAgent(agent)),
});
