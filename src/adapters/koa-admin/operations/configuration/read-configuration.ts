import { AccountConfiguration } from '../../../../application/configuration/configuration/account-configuration.ts';
import { contentVersion } from '../../../../domain/shared/content-version.ts';
import { operation } from '../../operation.ts';

export const readConfiguration = operation({
  method: 'get',
  path: '/configuration',
  useCase: 'readConfiguration',
  area: 'Configuration',
  summary: 'Read all that people here decided of the account, as it can be applied again',
  answer: AccountConfiguration,
  show: (configuration) => configuration,
  versionOf: contentVersion,
});
