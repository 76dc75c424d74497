import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import type { ProfileAttributeUsage } from '../ports/profile-attribute-repository.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { attributeTarget } from './attribute/attribute-target.ts';
import { findProfileAttribute } from './attribute/find-profile-attribute.ts';
import { ProfileAttributeReference } from './attribute/profile-attribute-reference.ts';

export interface DescribedProfileAttribute extends ProfileAttributeUsage {
  readonly attribute: KnownProfileAttribute;
  /**
   * How many agents have values that a rename has not moved yet; 0 unless the attribute was renamed and the rename
   * was interrupted.
   */
  readonly agentsToMove: number;
}

/**
 * A custom attribute with how many agents have it and its most common values. It counts agents: the more have the
 * attribute, the longer it takes.
 *
 * @throws DomainError `profileAttributeNotFound`.
 */
export const describeProfileAttribute = defineUseCase({
  name: 'DescribeProfileAttribute',
  permission: 'attributes:read',
  kind: 'reads',
  input: ProfileAttributeReference,
  target: ({ name }) => attributeTarget(name),
  run: async ({ profileAttributes }, _, { name }): Promise<DescribedProfileAttribute> => {
    const attribute = await findProfileAttribute(profileAttributes, name);
    const usage = await profileAttributes.usage(attribute.name);
    return { attribute, ...usage, agentsToMove: attribute.renamedTo === undefined ? 0 : usage.agents };
  },
});
