import { foldCase } from '../../criteria/fold-case.ts';
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
 * A custom attribute with how many agents have it and its most common values; of a confidential one there are none. It counts agents: the more have the
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
  run: async ({ profileAttributes, policy }, _, { name }): Promise<DescribedProfileAttribute> => {
    const attribute = await findProfileAttribute(profileAttributes, name);
    const { agents, commonValues } = await profileAttributes.usage(attribute.name);
    const { confidential } = (await policy.current()).profileSchema;
    return {
      ...{ attribute, agents },
      commonValues: confidential.has(foldCase(attribute.name)) ? [] : commonValues,
      agentsToMove: attribute.renamedTo === undefined ? 0 : agents,
    };
  },
});
