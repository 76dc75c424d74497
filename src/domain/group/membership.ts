import type { JsonValue } from '../../criteria/json.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { AgentId } from '../shared/identifiers.ts';
import { groupLimits } from './group-limits.ts';
import type { GroupMember } from './group-member.ts';

/** Who joins and who leaves; only agents who were not, or were, members. */
export interface MembershipChange {
  readonly joined: readonly GroupMember[];
  readonly left: readonly GroupMember[];
}

/** @throws DomainError `attributeTooLarge`. */
export function requireFewMembers(count: number): void {
  if (count <= groupLimits.membersPerChangeMax) return;
  throw new DomainError(
    'attributeTooLarge',
    `The change concerns ${count} members; allowed are at most ${groupLimits.membersPerChangeMax} at once. Make it in several steps.`,
    { attribute: 'members' },
  );
}

/** As the journal names them: a list of nobody is no value. */
export const listedIds = (ids: readonly AgentId[]) => (ids.length === 0 ? undefined : ids);

/** A name is cut, since a change concerns very many. */
const displayNameCharactersMax = 100;

/**
 * The same with their names, as which people know them when they are gone or called otherwise. Of very many the first have
 * theirs, so that an entry does not grow beyond what a database takes.
 */
export function memberValues(members: readonly GroupMember[]): readonly JsonValue[] | undefined {
  if (members.length === 0) return undefined;
  return members.map(({ id, userName, displayName }, index) =>
    index < groupLimits.namesPerEntryMax
      ? { id, userName, displayName: displayName?.slice(0, displayNameCharactersMax).toWellFormed() }
      : id,
  );
}
