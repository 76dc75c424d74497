import type { Agent } from '../../domain/agent/agent.ts';
import type { AgentCount } from '../../domain/agent/agent-count.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { RuleLanguage } from '../ports/rule-language.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { type DesiredRule, readRule } from './desired-rule.ts';
import { findGroup } from './find-group.ts';
import { countEffect, ruleEffectCriteria } from './rule-effect.ts';

export interface RulePreview {
  readonly rule: DesiredRule;
  /** The group whose rule it would become; absent for one that would be made. */
  readonly groupId?: GroupId;
  /** Of a group that would be made; `agents` where it is not said. */
  readonly kind?: GroupKind;
  /** How many examples of each are wanted; 10 where it is not said, 100 at most. */
  readonly examplesMax?: number;
}

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

const examplesDefault = 10;
const examplesMaxMax = 100;

/** What a rule would do, with nothing changed. */
export class PreviewRule {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly language: RuleLanguage,
  ) {}

  /** @throws DomainError `ruleInvalid`, `groupNotFound`, `attributeTooLarge`. */
  async execute(caller: Caller, preview: RulePreview): Promise<PreviewedRule> {
    const { rule, groupId, kind = 'agents', examplesMax = examplesDefault } = preview;
    const limit = Math.min(Math.max(0, examplesMax), examplesMaxMax);
    return this.unitOfWork.read(caller, async (scope) => {
      const group = groupId && (await findGroup(scope.groups, groupId));
      const read = await readRule(this.language, scope, rule);
      const criteria = ruleEffectCriteria(read, group?.state.kind ?? kind, group);
      const counts = await countEffect(scope.agents, criteria);
      const previewed = async (which: keyof typeof counts): Promise<PreviewedAgents> => {
        const count = counts[which];
        const none = count === 0 || limit === 0;
        return { count, examples: none ? [] : await scope.agents.some(criteria[which], limit) };
      };
      return {
        matching: await previewed('matching'),
        joining: await previewed('joining'),
        leaving: await previewed('leaving'),
      };
    });
  }
}
