import { IsBoolean } from 'class-validator';
import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import { ProfileAttribute } from '../../domain/profile-attribute/profile-attribute.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { IsVersionCondition, type VersionCondition } from '../version/version-condition.ts';
import { attributeTarget } from './attribute/attribute-target.ts';
import { findProfileAttribute } from './attribute/find-profile-attribute.ts';
import { ProfileAttributeReference } from './attribute/profile-attribute-reference.ts';
import { requireAttributeVersion } from './attribute/require-attribute-version.ts';
import { requireUnused } from './attribute/require-unused.ts';

export class ProfileAttributeRetirement extends ProfileAttributeReference {
  /** `false` brings it back. */
  @IsBoolean()
  readonly retired!: boolean;

  /** Refuse unless the attribute is at such a version. */
  @Optional()
  @IsVersionCondition()
  readonly ifVersion?: VersionCondition;
}

/**
 * Takes a custom attribute out of use: discovery does not tell of it and nothing can ask about it. Its values, and
 * those that still come, are kept and are there again when it is reinstated.
 *
 * @throws DomainError `profileAttributeNotFound`, `profileAttributeInUse`, `profileAttributeRenamed`, `versionDiffers`.
 */
export const retireProfileAttribute = defineUseCase({
  name: 'RetireProfileAttribute',
  permission: 'attributes:write',
  kind: 'changes',
  input: ProfileAttributeRetirement,
  target: ({ name }) => attributeTarget(name),
  run: async (
    { policy, profileAttributes },
    { accountId },
    { name, retired, ifVersion },
    { at },
  ): Promise<KnownProfileAttribute> => {
    await policy.beginChange();
    const known = await findProfileAttribute(profileAttributes, name);
    requireAttributeVersion(name, known, ifVersion);
    if (retired) requireUnused(await policy.current(), known.name);
    const attribute = ProfileAttribute.restore(accountId, known);
    const change = retired ? attribute.retire(at) : attribute.reinstate(at);
    await profileAttributes.store(change);
    return change.state.state;
  },
});
