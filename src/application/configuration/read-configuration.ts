import { accountTarget } from '../accounts/account/account-target.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { currentConfiguration } from './configuration/current-configuration.ts';

/**
 * All that people here decide of the account, as a configuration that changes nothing where it is applied. Groups by hand
 * with very many members come without them.
 *
 * @throws DomainError `attributeTooLarge` where the account has more groups by hand than a configuration can name.
 */
export const readConfiguration = defineUseCase({
  name: 'ReadConfiguration',
  permission: 'configuration:read',
  kind: 'reads',
  target: accountTarget,
  run: (scope, caller, _, { at }) => currentConfiguration(scope, caller, at),
});
