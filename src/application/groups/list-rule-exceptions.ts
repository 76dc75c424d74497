import { exceptionsOf, hasEnded, type RuleException } from '../../domain/group/rule-exceptions.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { findRuleGroup } from './group/find-rule-group.ts';
import { groupTarget } from './group/group-target.ts';

export class RuleExceptionsOfGroup {
  /** Of a group that a rule governs. */
  @IsIdentifier()
  readonly id!: GroupId;
}

export interface ListedRuleException extends RuleException {
  /** Absent where the agent is gone. */
  readonly userName?: string;
  /** It does not count any more. */
  readonly hasEnded: boolean;
}

/**
 * The exceptions of a group's rule, who always belongs before who never does; 2,000 at most.
 *
 * @throws DomainError `groupNotFound`, `groupGovernedOtherwise`.
 */
export const listRuleExceptions = defineUseCase({
  name: 'ListRuleExceptions',
  permission: 'rules:read',
  kind: 'reads',
  input: RuleExceptionsOfGroup,
  target: groupTarget,
  run: async (scope, _, { id }, { at, attempt }): Promise<readonly ListedRuleException[]> => {
    const { rule } = await findRuleGroup(scope.groups, { id }, attempt);
    const exceptions = exceptionsOf(rule);
    const ids = exceptions.map(({ agentId }) => agentId);
    const userNames = await scope.agents.userNames(ids);
    return exceptions.map((exception) => ({
      ...exception,
      userName: userNames.get(exception.agentId),
      hasEnded: hasEnded(exception, at),
    }));
  },
});
