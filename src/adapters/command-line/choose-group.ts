import { equals } from '../../criteria/criteria.ts';
import type { Group } from '../../domain/group/group.ts';
import { groupFields } from '../../domain/group/group-fields.ts';
import type { AccountSession } from './account-verb.ts';
import { OperatorError } from './operator-error.ts';

/** The group of that id, or of that name in any letter case. */
export async function findGroup(
  { application, caller }: Pick<AccountSession, 'application' | 'caller'>,
  named: string,
): Promise<Group | undefined> {
  for (const field of [groupFields.id, groupFields.displayName]) {
    const listing = { criteria: equals(field, named), limit: 1, withTotal: false };
    const { resources } = await application.listGroups(caller, listing);
    if (resources[0] !== undefined) return resources[0].group;
  }
  return undefined;
}

/** The same where there has to be one. @throws OperatorError `groupNotFound`. */
export async function chooseGroup(session: AccountSession, named: string): Promise<Group> {
  const group = await findGroup(session, named);
  if (group !== undefined) return group;
  const message = `There is no group with the id or name ${JSON.stringify(named)} in this account.`;
  throw new OperatorError('groupNotFound', message);
}
