import type { Attribute } from './attribute.ts';

/** RFC 7643 section 7. */
export interface Schema {
  /** The schema's URN. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
  /** The URNs under which clients may still know the schema. They are read and never written. */
  readonly formerIds?: readonly string[];
}

/** RFC 7643 section 6. */
export interface ResourceType {
  readonly id: string;
  readonly name: string;
  /** Path below the base URL, such as `/Users`. */
  readonly endpoint: string;
  readonly description: string;
  readonly schema: Schema;
  readonly extensions: readonly { readonly schema: Schema; readonly required: boolean }[];
}
