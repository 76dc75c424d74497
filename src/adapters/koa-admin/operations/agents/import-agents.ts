import { ImportOutcomeAnswer, showImportOutcome } from '../../answers/configuration-answers.ts';
import { listOperation } from '../../operation.ts';

export const importAgents = listOperation({
  method: 'post',
  path: '/imports/agents',
  useCase: 'importAgents',
  area: 'Agents',
  summary:
    'Bring in many agents beside the directory, each with an outcome; those that are there stay as they are',
  item: ImportOutcomeAnswer,
  show: (outcomes) => ({ items: outcomes.map(showImportOutcome) }),
});
