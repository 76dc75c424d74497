import { IsBoolean } from 'class-validator';
import type { Instant } from '../../domain/shared/instant.ts';
import { IsInstant } from '../input/is-instant.ts';
import { Optional } from '../input/optional.ts';
import { Listing, listQueryOf } from '../listing/listing.ts';
import { listPastGroups } from '../past/list-past-groups.ts';
import { accountAt } from '../past/past-account.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class GroupListing extends Listing {
  /** Whether each group's members are wanted, of whom there may be very many; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly withMembers?: boolean;

  /** As of which time; as it is now where it is not said. Who may not read the audit log cannot ask. */
  @Optional()
  @IsInstant()
  readonly at?: Instant;
}

/**
 * Groups that satisfy criteria.
 *
 * @throws DomainError `criteriaTooWide`; as of a time also `attributeInvalid` where there is none to tell of, `permissionMissing`, `pastUntold`.
 */
export const listGroups = defineUseCase({
  name: 'ListGroups',
  permission: 'groups:read',
  kind: 'reads',
  input: GroupListing,
  readsJournal: ({ at }) => at !== undefined,
  run: async (scope, caller, { withMembers = false, at, ...listing }, context) =>
    at === undefined
      ? scope.groups.list(listQueryOf(listing), withMembers)
      : listPastGroups(await accountAt(scope, caller, context, at), listQueryOf(listing), withMembers),
});
