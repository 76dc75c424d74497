import type { ScimResource } from '../resource/scim-resource.ts';
import type { ScimError } from '../scim-error.ts';

/** Something that a request says and that cannot be read. */
export interface UnreadPart {
  /** The attribute's path, or as much as can be told of it. */
  readonly path: string;
  readonly error: ScimError;
}

/** What a request makes of a resource, as far as it can be read. */
export interface PartlyRead {
  /** What could not be read of it is as it was. */
  readonly resource: ScimResource;
  readonly unread: readonly UnreadPart[];
}
