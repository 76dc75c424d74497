import { equalJson } from '../../../criteria/json.ts';
import { journaledRule, withException } from '../../../domain/group/membership-rule.ts';
import { type RuleException, requireNotEnded, ruleAt } from '../../../domain/group/rule-exceptions.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { agentMissing } from '../../agents/agent/agents-named.ts';
import type { ImportOutcome } from '../../import/import-outcome.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { AccountContext } from '../../use-case/use-case.ts';
import { ruleGroupNamed } from '../group/find-rule-group.ts';
import { storeRule } from './store-rule.ts';

interface Row extends Omit<RuleException, 'agentId'> {
  readonly group: string;
  readonly agent: string;
}

/**
 * Makes those whom the rows name exceptions of the rule of the one group that they name.
 *
 * @throws DomainError `groupNotFound`, `groupGovernedOtherwise`, `lastAdministrator`.
 */
export async function importExceptionsOfGroup(
  scope: WriteScope,
  context: AccountContext,
  rows: readonly Row[],
): Promise<readonly ImportOutcome[]> {
  await scope.policy.current();
  const { group, rule: stored } = await ruleGroupNamed(scope.groups, rows[0]?.group ?? '');
  const agents = await scope.agents.referredTo(rows.map(({ agent }) => agent));
  let rule = ruleAt(stored, context.at);
  const outcomes = rows.map(({ agent: name, group: _, ...terms }): ImportOutcome => {
    const agentId = agents.get(name)?.id;
    if (agentId === undefined) return agentMissing(name);
    try {
      requireNotEnded(terms, context.at);
      const revised = withException(rule, { agentId, ...terms });
      const isThere = equalJson(journaledRule(revised), journaledRule(rule));
      rule = revised;
      return isThere ? 'alreadyThere' : 'imported';
    } catch (error) {
      if (error instanceof DomainError) return error;
      throw error;
    }
  });
  if (outcomes.includes('imported')) await storeRule(scope, group, rule, context);
  return outcomes;
}
