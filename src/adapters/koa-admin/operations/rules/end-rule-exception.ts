import { ChangedRuleAnswer, showChangedRule } from '../../answers/rule-answers.ts';
import { operation } from '../../operation.ts';

export const endRuleException = operation({
  method: 'delete',
  path: '/groups/:id/exceptions/:agentId',
  useCase: 'endRuleException',
  area: 'Rules',
  summary: 'Have the rule decide again about an agent',
  answer: ChangedRuleAnswer,
  show: showChangedRule,
});
