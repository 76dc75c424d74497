import { compareTexts } from '../../../criteria/compare-texts.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import { requireAccount } from '../../accounts/account/require-account.ts';
import type { Caller } from '../../ports/caller.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import type { AccountConfiguration } from './account-configuration.ts';
import { configuredAttributes } from './configured-attributes.ts';
import { configuredGroups } from './configured-groups.ts';

type Readers = Pick<ReadScope, 'accounts' | 'agents' | 'brake' | 'groups' | 'policy' | 'profileAttributes'>;

/** By name, so that two accounts that are alike are written alike. */
const sorted = <Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Item[] =>
  items.toSorted((left, right) => compareTexts(foldCase(nameOf(left)), foldCase(nameOf(right))));

/** What people here have decided of the account. @throws DomainError `attributeTooLarge`. */
export async function currentConfiguration(
  scope: Readers,
  caller: Caller,
  at: Instant,
): Promise<AccountConfiguration> {
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
}
