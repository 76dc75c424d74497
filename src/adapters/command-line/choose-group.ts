import type { Caller } from '../../application/ports/caller.ts';
import { equals } from '../../criteria/criteria.ts';
import type { Group } from '../../domain/group/group.ts';
import { groupFields } from '../../domain/group/group-fields.ts';
import { OperatorError } from './operator-error.ts';
import type { Session } from './verb.ts';

/**
 * The group of that id, or of that name in any letter case.
 *
 * @throws OperatorError `groupNotFound`.
 */
export async function chooseGroup({ application }: Session, caller: Caller, named: string): Promise<Group> {
  for (const field of [groupFields.id, groupFields.displayName]) {
    const listing = { criteria: equals(field, named), limit: 1, withTotal: false };
    const { resources } = await application.listGroups(caller, listing);
    if (resources[0] !== undefined) return resources[0].group;
  }
  const message = `There is no group with the id or name ${JSON.stringify(named)} in this account.`;
  throw new OperatorError('groupNotFound', message);
}
