import { ImportOutcomeAnswer, showImportOutcome } from '../../answers/configuration-answers.ts';
import { listOperation } from '../../operation.ts';

export const importProfileAttributes = listOperation({
  method: 'post',
  path: '/imports/attributes',
  useCase: 'importProfileAttributes',
  area: 'Configuration',
  summary: 'Declare many custom attributes, each with an outcome',
  item: ImportOutcomeAnswer,
  show: (outcomes) => ({ items: outcomes.map(showImportOutcome) }),
});
