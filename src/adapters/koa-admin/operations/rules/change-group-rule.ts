import { DesiredRule } from '../../../../application/groups/rule/desired-rule.ts';
import { IsIdentifier } from '../../../../application/input/is-identifier.ts';
import type { GroupId } from '../../../../domain/shared/identifiers.ts';
import { ChangedRuleAnswer, showChangedRule } from '../../answers/rule-answers.ts';
import { operation } from '../../operation.ts';

class RuleRequest extends DesiredRule {
  @IsIdentifier()
  readonly id!: GroupId;
}

export const changeGroupRule = operation({
  method: 'put',
  path: '/groups/:id/rule',
  useCase: 'changeGroupRule',
  area: 'Rules',
  summary: "Put another rule in the place of a group's",
  request: RuleRequest,
  inputOf: ({ id, ...rule }) => ({ id, revise: () => rule }),
  answer: ChangedRuleAnswer,
  show: showChangedRule,
});
