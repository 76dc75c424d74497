import {
  attributeVersion,
  type KnownProfileAttribute,
} from '../../../domain/profile-attribute/known-profile-attribute.ts';
import { requireVersion, type VersionCondition } from '../../version/version-condition.ts';

/**
 * @param known - absent where the account does not have it yet: then it is at none of the versions.
 * @param condition - absent when any version will do.
 * @throws DomainError `versionDiffers`.
 */
export function requireAttributeVersion(
  name: string,
  known: KnownProfileAttribute | undefined,
  condition: VersionCondition | undefined,
): void {
  const version = known === undefined ? 0 : attributeVersion(known);
  requireVersion('attribute', { id: `profile.${known?.name ?? name}`, version }, condition);
}
