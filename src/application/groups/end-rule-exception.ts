import { exceptionsOf, withExceptions } from '../../domain/group/rule-exceptions.ts';
import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { findRuleGroup } from './group/find-rule-group.ts';
import { groupTarget } from './group/group-target.ts';
import { type ChangedRule, storeRule } from './rule/store-rule.ts';

export class RuleExceptionReference extends AtVersion {
  /** Of a group that a rule governs. */
  @IsIdentifier()
  readonly id!: GroupId;

  /** Of an agent, who may be gone. */
  @IsIdentifier()
  readonly agentId!: AgentId;
}

/**
 * Has the rule decide again whether an agent belongs to its group; where the agent is no exception, nothing changes.
 *
 * @throws DomainError `groupNotFound`, `versionDiffers`, `groupGovernedOtherwise`, `lastAdministrator`.
 */
export const endRuleException = defineUseCase({
  name: 'EndRuleException',
  permission: 'rules:write',
  kind: 'changes',
  input: RuleExceptionReference,
  target: groupTarget,
  run: async (scope, _, { id, agentId, ifVersion }, context): Promise<ChangedRule> => {
    await scope.policy.current();
    const { group, rule } = await findRuleGroup(scope.groups, { id, ifVersion }, context.attempt);
    const others = exceptionsOf(rule).filter((exception) => exception.agentId !== agentId);
    return storeRule(scope, group, withExceptions(rule, others), context);
  },
});
