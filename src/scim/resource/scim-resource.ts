import type { JsonObject } from '../../criteria/json.ts';

/** A resource as SCIM writes it: attributes by the schema's spelling, each extension under its URN. */
export interface ScimResource extends JsonObject {
  readonly schemas: readonly string[];
}
