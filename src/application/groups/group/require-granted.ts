import type { Group } from '../../../domain/group/group.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { Caller } from '../../ports/caller.ts';

/**
 * A limited administrator changes the groups that were granted, and of these none that gives a role: whoever could add
 * to one would make administrators.
 *
 * @throws DomainError `groupNotGranted`.
 */
export function requireGranted({ principal }: Caller, { state }: Group): void {
  if (principal.kind !== 'person' || principal.role !== 'limitedAdmin') return;
  const { displayName, givesRole, grantedTo } = state;
  const isGranted = principal.agentId !== undefined && grantedTo.includes(principal.agentId);
  if (isGranted && givesRole === undefined) return;
  const group = `The group ${JSON.stringify(displayName)}`;
  const message = isGranted
    ? `${group} gives its members a role, so only an administrator can change it.`
    : `${group} was not granted to ${principal.name}. An administrator can grant it.`;
  throw new DomainError('groupNotGranted', message);
}
