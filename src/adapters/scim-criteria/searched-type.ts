import type { ResourceType } from '../../scim/schema/resource-type.ts';

/** What a filter or a sort order is about: a resource type as the account has it, and where clients see it. */
export interface SearchedType {
  readonly type: ResourceType;
  /** Where the surface answers, as the client sees it; `''` for whoever knows no addresses. */
  readonly baseUrl: string;
  /** What cannot be asked about, by the path's first name, and why. */
  readonly unaskable?: Readonly<Record<string, string | undefined>>;
}
