import type { Attribute } from './attribute.ts';
import type { Schema } from './resource-type.ts';

/** URNs compare without case (RFC 8141 section 3.1). */
export const sameUrn = (left: string, right: string): boolean =>
  left === right || left.toLowerCase() === right.toLowerCase();

/** Whether the URN is the schema's, or a former one of it. */
export const isIdOf = ({ id, formerIds = [] }: Schema, urn: string): boolean =>
  [id, ...formerIds].some((known) => sameUrn(known, urn));

/** The same of the whole resource as an attribute. */
export const isNameOf = ({ name, formerNames = [] }: Attribute, urn: string): boolean =>
  [name, ...formerNames].some((known) => sameUrn(known, urn));
