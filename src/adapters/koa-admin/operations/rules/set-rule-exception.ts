import { ChangedRuleAnswer, showChangedRule } from '../../answers/rule-answers.ts';
import { operation } from '../../operation.ts';

export const setRuleException = operation({
  method: 'put',
  path: '/groups/:id/exceptions/:agentId',
  useCase: 'setRuleException',
  area: 'Rules',
  summary: 'Have an agent always or never belong, whatever the rule says',
  answer: ChangedRuleAnswer,
  show: showChangedRule,
});
