import type { GroupView } from '../../domain/group/group-view.ts';
import type { Caller } from '../ports/caller.ts';
import type { ListPage } from '../ports/list-page.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { type Listing, listQueryOf } from '../support/listing.ts';

export interface GroupListing extends Listing {
  /** Whether each group's members are wanted, of whom there may be very many; `false` where it is not said. */
  readonly withMembers?: boolean;
}

/** Groups that satisfy criteria. */
export class ListGroups {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(caller: Caller, listing: GroupListing = {}): Promise<ListPage<GroupView>> {
    const { withMembers = false } = listing;
    return this.unitOfWork.read(caller, (scope) => scope.groups.list(listQueryOf(listing), withMembers));
  }
}
