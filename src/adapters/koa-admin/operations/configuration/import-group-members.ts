import { ImportOutcomeAnswer, showImportOutcome } from '../../answers/configuration-answers.ts';
import { listOperation } from '../../operation.ts';

export const importGroupMembers = listOperation({
  method: 'post',
  path: '/imports/group-members',
  useCase: 'importGroupMembers',
  area: 'Configuration',
  summary: 'Add many members to groups that are governed by hand, each with an outcome',
  item: ImportOutcomeAnswer,
  show: (outcomes) => ({ items: outcomes.map(showImportOutcome) }),
});
