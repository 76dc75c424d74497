import type { KnownProfileAttribute } from '../../domain/profile-attribute/known-profile-attribute.ts';
import type { Caller } from '../ports/caller.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';

/** The custom attributes that the account's directory has sent so far, with the types of their values. */
export class ListProfileAttributes {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller): Promise<readonly KnownProfileAttribute[]> {
    return this.unitOfWork.read(caller, (scope) => scope.profileAttributes.list());
  }
}
