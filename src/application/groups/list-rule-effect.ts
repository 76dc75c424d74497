import { IsIn, IsInt, Min } from 'class-validator';
import { all, not } from '../../criteria/criteria.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { listQueryOf, Page } from '../listing/listing.ts';
import type { ListPage } from '../ports/list-page.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { ruleChangeCriteria } from './rule/rule-change.ts';

export class RuleEffectListing extends Page {
  /** The position of a `GroupRuleChanged` entry of the audit log. */
  @IsInt()
  @Min(0)
  readonly position!: number;

  @IsIn(['joined', 'left'])
  readonly which!: 'joined' | 'left';
}

/**
 * Who joined or left a group when its rule was changed. No list of them is kept: they are found by what both rules
 * meant then, among the agents as they are now, whatever has become of the group and its attributes.
 *
 * @throws DomainError `ruleInvalid` where the entry is none of a change of a rule.
 */
export const listRuleEffect = defineUseCase({
  name: 'ListRuleEffect',
  permission: 'rules:read',
  kind: 'reads',
  readsJournal: true,
  input: RuleEffectListing,
  run: async (scope, _, { position, which, ...page }, context): Promise<ListPage<Agent>> => {
    const [newest] = await scope.journal.latest({ limit: 1, before: position + 1 });
    const entry = newest?.position === position ? newest : undefined;
    const { before, after } = await ruleChangeCriteria(scope, entry, context);
    const criteria = which === 'joined' ? all(after, not(before)) : all(before, not(after));
    const { resources, ...listed } = await scope.agents.list(listQueryOf({ ...page, criteria }), false);
    return { ...listed, resources: resources.map(({ agent }) => agent) };
  },
});
