import { IsBoolean } from 'class-validator';
import { Optional } from '../input/optional.ts';
import { Listing, listQueryOf } from '../listing/listing.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export class GroupListing extends Listing {
  /** Whether each group's members are wanted, of whom there may be very many; `false` where it is not said. */
  @Optional()
  @IsBoolean()
  readonly withMembers?: boolean;
}

/** Groups that satisfy criteria. */
export const listGroups = defineUseCase({
  name: 'ListGroups',
  permission: 'groups:read',
  kind: 'reads',
  input: GroupListing,
  run: ({ groups }, _, { withMembers = false, ...listing }) => groups.list(listQueryOf(listing), withMembers),
});
