import { accountTarget } from '../accounts/account/account-target.ts';
import { requireAccount } from '../accounts/account/require-account.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import type { AccountConfiguration } from './configuration/account-configuration.ts';
import { configuredAttributes } from './configuration/configured-attributes.ts';
import { configuredGroups } from './configuration/configured-groups.ts';

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
  run: async (scope, caller, _, { at }): Promise<AccountConfiguration> => {
    const { groupsOverScim, acceptsUndeclared } = (await requireAccount(scope, caller)).state;
    const { roleGroups, templates } = await scope.policy.current();
    return {
      settings: { groupsOverScim, acceptsUndeclared },
      attributes: configuredAttributes(await scope.profileAttributes.list()),
      groups: await configuredGroups(scope, at),
      templates: {
        list: templates.map(({ state: { attribute, namePattern, kind, includesDeactivated } }) => ({
          ...{ attribute, namePattern, kind, includesDeactivated },
        })),
      },
      roles: { given: roleGroups.map(({ displayName: group, role }) => ({ group, role })) },
    };
  },
});
