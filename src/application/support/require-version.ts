import { DomainError } from '../../domain/shared/domain-error.ts';

/** At which versions something may be changed: at this one, at one of these, at any but these. */
export type VersionCondition = number | readonly number[] | { readonly noneOf: readonly number[] };

/**
 * @param condition - absent when any version will do.
 * @throws DomainError `versionDiffers`.
 */
export function requireVersion(
  kind: 'agent' | 'group',
  { id, version }: { readonly id: string; readonly version: number },
  condition: VersionCondition | undefined,
): void {
  if (condition === undefined || allows(condition, version)) return;
  throw new DomainError(
    'versionDiffers',
    `The ${kind} ${id} is at version ${version}, which is not the one that was asked for: somebody changed it in between. Read it again and repeat the change.`,
    { version },
  );
}

const allows = (condition: VersionCondition, version: number): boolean =>
  typeof condition === 'object' && 'noneOf' in condition
    ? !condition.noneOf.includes(version)
    : [condition].flat().includes(version);
