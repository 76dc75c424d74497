import { IsIn, IsString } from 'class-validator';
import { withException } from '../../domain/group/membership-rule.ts';
import { type RuleException, requireNotEnded, ruleAt } from '../../domain/group/rule-exceptions.ts';
import type { AgentId, GroupId } from '../../domain/shared/identifiers.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import { requireAgent } from '../agents/agent/find-agent.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { findRuleGroup } from './group/find-rule-group.ts';
import { groupTarget } from './group/group-target.ts';
import { type ChangedRule, storeRule } from './rule/store-rule.ts';

export class RuleExceptionSetting extends AtVersion {
  /** Of a group that a rule governs. */
  @IsIdentifier()
  readonly id!: GroupId;

  @IsIdentifier()
  readonly agentId!: AgentId;

  /** Whether the agent belongs, or does not, whatever the rule says. */
  @IsIn(['always', 'never'])
  readonly belongs!: RuleException['belongs'];

  /** Why; 500 characters at most. */
  @Optional()
  @IsString()
  readonly reason?: string;

  /** From when on the rule decides again; without it, until somebody ends the exception. */
  @Optional()
  @IsInstant()
  readonly until?: Instant;
}

/**
 * Makes an agent an exception of a group's rule, in the place of one that there is for the agent. Exceptions that have
 * ended go with it.
 *
 * @throws DomainError `groupNotFound`, `versionDiffers`, `groupGovernedOtherwise`, `agentNotFound`, `ruleInvalid` where it would have ended
 * already, `attributeTooLarge`, `lastAdministrator`.
 */
export const setRuleException = defineUseCase({
  name: 'SetRuleException',
  permission: 'rules:write',
  kind: 'changes',
  input: RuleExceptionSetting,
  target: groupTarget,
  run: async (scope, _, { id, ifVersion, ...exception }, context): Promise<ChangedRule> => {
    const { at, attempt } = context;
    requireNotEnded(exception, at);
    await scope.policy.current();
    const { group, rule } = await findRuleGroup(scope.groups, { id, ifVersion }, attempt);
    await requireAgent(scope.agents, exception.agentId);
    return storeRule(scope, group, withException(ruleAt(rule, at), exception), context);
  },
});
