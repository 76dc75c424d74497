import { equals } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import type { Group } from '../../domain/group/group.ts';
import { groupFields } from '../../domain/group/group-fields.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { AccountSession } from './account-verb.ts';
import { choose, find, type Nameable, namesakesMax } from './choose.ts';

type InAccount = Pick<AccountSession, 'application' | 'caller'>;

/**
 * The group of that id, or of that name in any letter case.
 *
 * @param at - as of which time; now where it is not said.
 * @throws OperatorError `groupNotFound`.
 */
export const chooseGroup = (session: InAccount, named: string, at?: Instant): Promise<Group> =>
  choose(nameableGroup(session, named, at), named);

/** The same where there may be none. */
export const findGroup = (session: InAccount, named: string): Promise<Group | undefined> =>
  find(nameableGroup(session, named), named);

function nameableGroup({ application, caller }: InAccount, named: string, at?: Instant): Nameable<Group> {
  const by = (field: Field) => async () => {
    const listing = { criteria: equals(field, named), at, limit: namesakesMax, withTotal: false };
    return (await application.listGroups(caller, listing)).resources.map(({ group }) => group);
  };
  return {
    noun: 'group',
    knownBy: 'id or name',
    lookUps: [by(groupFields.id), by(groupFields.displayName)],
    describe: ({ state: { id, displayName, kind } }) => [id, displayName, kind],
  };
}
