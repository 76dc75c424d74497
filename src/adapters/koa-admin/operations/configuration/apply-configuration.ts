import { ConfigurationChangeAnswer, showConfigurationChange } from '../../answers/configuration-answers.ts';
import { listOperation } from '../../operation.ts';

export const applyConfiguration = listOperation({
  method: 'put',
  path: '/configuration',
  useCase: 'applyConfiguration',
  area: 'Configuration',
  summary: 'Bring the account to what a configuration says, whole or not at all; what changes is answered',
  item: ConfigurationChangeAnswer,
  show: (changes) => ({ items: changes.map(showConfigurationChange) }),
});
