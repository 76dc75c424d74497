import { isJsonObject } from '../../criteria/json.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { TargetType } from '../../domain/shared/domain-event.ts';
import { Satisfies } from '../input/satisfies.ts';

/** At which versions something may be changed: at this one, at one of these, at any but these. */
export type VersionCondition = number | readonly number[] | { readonly noneOf: readonly number[] };

export const IsVersionCondition = () =>
  Satisfies('must be a version, a list of versions, or an object with such a list as "noneOf"', (value) =>
    areVersions(isJsonObject(value) ? value.noneOf : [value].flat()),
  );

const areVersions = (value: unknown): boolean => Array.isArray(value) && value.every(Number.isSafeInteger);

/**
 * @param condition - absent when any version will do.
 * @throws DomainError `versionDiffers`.
 */
export function requireVersion(
  kind: TargetType,
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
