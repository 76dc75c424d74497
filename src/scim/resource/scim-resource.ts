export type ScimValue = string | number | boolean | null | readonly ScimValue[] | ScimObject;

export interface ScimObject {
  readonly [name: string]: ScimValue | undefined;
}

/** A resource as SCIM writes it: attributes by the schema's spelling, each extension under its URN. */
export interface ScimResource extends ScimObject {
  readonly schemas: readonly string[];
}

export const isScimObject = (value: unknown): value is ScimObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
