import type { Attribute } from '../../../scim/schema/attribute.ts';

/** The attributes with other characteristics where this service differs from the RFC, by name. */
export const adaptedAttributes = (
  attributes: readonly Attribute[],
  differences: Readonly<Record<string, Partial<Attribute>>>,
): readonly Attribute[] => attributes.map((attribute) => ({ ...attribute, ...differences[attribute.name] }));
