import { compareTexts } from '../../criteria/compare-texts.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import { accountTarget } from '../accounts/account/account-target.ts';
import { requireAccount } from '../accounts/account/require-account.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import type { AccountConfiguration } from './configuration/account-configuration.ts';
import { configuredAttributes } from './configuration/configured-attributes.ts';
import { configuredGroups } from './configuration/configured-groups.ts';

/** By name, so that two accounts that are alike are written alike. */
const sorted = <Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Item[] =>
  items.toSorted((left, right) => compareTexts(foldCase(nameOf(left)), foldCase(nameOf(right))));

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
    const { state } = await requireAccount(scope, caller);
    const { groupsOverScim, acceptsUndeclared, directoryOnly, auditLogDaysKept = null } = state;
    const brake = (await scope.brake.find()).state.settings;
    const { roleGroups, templates } = await scope.policy.current();
    return {
      settings: { groupsOverScim, acceptsUndeclared, directoryOnly, auditLogDaysKept, brake },
      attributes: configuredAttributes(await scope.profileAttributes.list()),
      groups: await configuredGroups(scope, at),
      templates: {
        list: sorted(
          templates.map(({ state: { attribute, namePattern, kind, includesDeactivated } }) => ({
            ...{ attribute, namePattern, kind, includesDeactivated },
          })),
          ({ namePattern }) => namePattern,
        ),
      },
      roles: {
        given: sorted(
          roleGroups.map(({ displayName: group, role }) => ({ group, role })),
          ({ group }) => group,
        ),
      },
    };
  },
});
