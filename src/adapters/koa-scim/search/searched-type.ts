import type { ResourceType } from '../../../scim/schema/resource-type.ts';

/** What a filter or a sort order is about: a resource type as the account has it, and where clients see it. */
export interface SearchedType {
  readonly type: ResourceType;
  /** Where the surface answers, as the client sees it. */
  readonly baseUrl: string;
}
