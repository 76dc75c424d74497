import type { Page } from '../../../application/listing/listing.ts';
import type { ListPage, ListPosition } from '../../../application/ports/list-page.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import type { ShownPage } from '../operation.ts';
import type { PageRequest } from './page-request.ts';

/** What is sealed into the cursor of a list of agents or groups. */
export type ListCursor = ListPosition & { readonly [name: string]: JsonValue | undefined };

interface ListRequest extends PageRequest {
  readonly withTotal?: boolean;
}

/** The page that is asked for, as use cases want it. */
export const listingOf = (
  { limit, withTotal = false }: ListRequest,
  cursor: ListCursor | undefined,
): Page => ({ from: cursor ?? 'beginning', limit, withTotal });

export const pageOf = <Resource, Item>(
  { resources, total, next }: ListPage<Resource>,
  show: (resource: Resource) => Item,
): ShownPage<Item> => ({ items: resources.map(show), total, next: next as ListCursor | undefined });
