/** An attribute as a client names it, in any letter case: `attrPath` of RFC 7644 section 3.4.2.2. */
export interface AttributeReference {
  /** The schema's URN, where the client gave it. */
  readonly schema?: string;
  readonly attribute: string;
  readonly subAttribute?: string;
}

/** As the client would write it. */
export function referenceText({ schema, attribute, subAttribute }: AttributeReference): string {
  const name = subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`;
  return schema === undefined ? name : `${schema}:${name}`;
}

const positions = new WeakMap<AttributeReference, number>();

/** Notes where in its text a reference begins, counting from 0; a filter says what is meant, and not where. */
export function notePosition(reference: AttributeReference, position: number): AttributeReference {
  positions.set(reference, position);
  return reference;
}

/** `undefined` for a reference that was read from no text. */
export const positionOf = (reference: AttributeReference): number | undefined => positions.get(reference);
