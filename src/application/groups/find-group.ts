import type { Group } from '../../domain/group/group.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { GroupId } from '../../domain/shared/identifiers.ts';
import type { GroupReader } from '../ports/group-repository.ts';

/** @throws DomainError `groupNotFound`. */
export async function findGroup(groups: GroupReader, id: GroupId): Promise<Group> {
  const group = await groups.find(id);
  if (group === undefined) throw groupNotFound(id);
  return group;
}

export const groupNotFound = (id: GroupId): DomainError =>
  new DomainError('groupNotFound', `There is no group ${JSON.stringify(id)} in this account.`);
