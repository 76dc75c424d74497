import type { AgentCount } from '../../domain/agent/agent-count.ts';
import type { DesiredGroup } from '../../domain/group/desired-group.ts';
import { Group } from '../../domain/group/group.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import { ruleCriteria } from '../../domain/group/membership-rule.ts';
import { groupId } from '../../domain/shared/identifiers.ts';
import { countAgents } from '../agents/agent/count-agents.ts';
import { Nested } from '../input/nested.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { GroupDescription } from './group/group-description.ts';
import { newGroupTarget } from './group/group-target.ts';
import { IsGroupKind } from './group/is-group-kind.ts';
import { DesiredRule, readRule } from './rule/desired-rule.ts';
import { requireFewRules } from './rule/require-few-rules.ts';

export class RuleGroupCreation {
  @Nested(() => GroupDescription)
  readonly desired!: DesiredGroup;

  @Nested(() => DesiredRule)
  readonly rule!: DesiredRule;

  /** `agents` where it is not said. */
  @Optional()
  @IsGroupKind()
  readonly kind?: GroupKind;
}

export interface CreatedRuleGroup {
  readonly group: Group;
  /** How many belong to it. */
  readonly members: AgentCount;
}

/**
 * Makes a group to which belongs whoever satisfies a rule.
 *
 * @throws DomainError `ruleInvalid`, `groupNameTaken`, and what `Group.createByRule` throws.
 */
export const createRuleGroup = defineUseCase({
  name: 'CreateRuleGroup',
  permission: 'rules:write',
  kind: 'changes',
  input: RuleGroupCreation,
  target: newGroupTarget,
  run: async (
    scope,
    { accountId },
    { desired, rule, kind = 'agents' },
    { at, identifiers, ruleLanguage },
  ): Promise<CreatedRuleGroup> => {
    // Counted before others are held up; were the policy changed meanwhile, the work would run again.
    requireFewRules((await scope.policy.current()).ruleGroups.all.length);
    const read = await readRule(ruleLanguage, scope, rule);
    const members = await countAgents(scope.agents, ruleCriteria(read, kind));
    await scope.policy.beginChange();
    const settings = { kind, rule: read, joined: members };
    const change = Group.createByRule(groupId(identifiers.next()), accountId, desired, settings, at);
    await scope.groups.store(change);
    return { group: change.state, members };
  },
});
