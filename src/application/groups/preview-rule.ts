import { IsInt, Max, Min } from 'class-validator';
import type { Agent } from '../../domain/agent/agent.ts';
import type { AgentCount } from '../../domain/agent/agent-count.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findGroup } from './group/find-group.ts';
import { IsGroupKind } from './group/is-group-kind.ts';
import { DesiredRule, readRule } from './rule/desired-rule.ts';
import { countEffect, ruleEffectCriteria } from './rule/rule-effect.ts';

const examplesDefault = 10;
const examplesMaxMax = 100;

export class RulePreview {
  @Nested(() => DesiredRule)
  readonly rule!: DesiredRule;

  /** The group whose rule it would become; absent for one that would be made. */
  @Optional()
  @IsIdentifier()
  readonly groupId?: GroupId;

  /** Of a group that would be made; `agents` where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;

  /** How many examples of each are wanted; 10 where it is not said, 100 at most. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(examplesMaxMax)
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

/**
 * What a rule would do, with nothing changed.
 *
 * @throws DomainError `ruleInvalid`, `groupNotFound`, `attributeTooLarge`.
 */
export const previewRule = defineUseCase({
  name: 'PreviewRule',
  permission: 'rules:read',
  kind: 'reads',
  input: RulePreview,
  target: ({ groupId }) => ({ type: 'group', id: groupId }),
  run: async (scope, _, preview, { at, attempt, ruleLanguage }): Promise<PreviewedRule> => {
    const { rule, groupId, kind = 'agents', examplesMax = examplesDefault } = preview;
    const group = groupId && (await findGroup(scope.groups, groupId, attempt));
    const read = await readRule(ruleLanguage, scope, rule);
    const criteria = ruleEffectCriteria(read, group?.state.kind ?? kind, group, at);
    const counts = await countEffect(scope.agents, criteria);
    const previewed = async (which: keyof typeof counts): Promise<PreviewedAgents> => {
      const count = counts[which];
      const none = count === 0 || examplesMax === 0;
      return { count, examples: none ? [] : await scope.agents.some(criteria[which], examplesMax) };
    };
    return {
      matching: await previewed('matching'),
      joining: await previewed('joining'),
      leaving: await previewed('leaving'),
    };
  },
});
