import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import type { Caller } from '../ports/caller.ts';
import type { ProfileAttributeUsage } from '../ports/profile-attribute-repository.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { findProfileAttribute } from './find-profile-attribute.ts';

export interface DescribedProfileAttribute extends ProfileAttributeUsage {
  readonly attribute: KnownProfileAttribute;
}

/** A custom attribute with how many agents have it and its most common values. */
export class DescribeProfileAttribute {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws DomainError `profileAttributeNotFound`. */
  async execute(caller: Caller, name: string): Promise<DescribedProfileAttribute> {
    return this.unitOfWork.read(caller, async ({ profileAttributes }) => {
      const attribute = await findProfileAttribute(profileAttributes, name);
      return { attribute, ...(await profileAttributes.usage(attribute.name)) };
    });
  }
}
