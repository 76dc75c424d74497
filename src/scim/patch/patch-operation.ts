import type { ScimObject, ScimValue } from '../resource/scim-resource.ts';

/** One operation of a PATCH (RFC 7644 section 3.5.2). */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: ScimValue }
  /** The value's members are the attributes to write. */
  | { readonly op: 'add' | 'replace'; readonly path?: undefined; readonly value: ScimObject }
  | { readonly op: 'remove'; readonly path: string; readonly value?: ScimValue };
