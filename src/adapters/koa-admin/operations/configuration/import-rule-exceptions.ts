import { ImportOutcomeAnswer, showImportOutcome } from '../../answers/configuration-answers.ts';
import { listOperation } from '../../operation.ts';

export const importRuleExceptions = listOperation({
  method: 'post',
  path: '/imports/rule-exceptions',
  useCase: 'importRuleExceptions',
  area: 'Configuration',
  summary: 'Make many agents exceptions of rules, each with an outcome',
  item: ImportOutcomeAnswer,
  show: (outcomes) => ({ items: outcomes.map(showImportOutcome) }),
});
