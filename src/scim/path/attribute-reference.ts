/** An attribute as a client names it, in any letter case: `attrPath` of RFC 7644 section 3.4.2.2. */
export interface AttributeReference {
  /** The schema's URN, where the client gave it. */
  readonly schema?: string;
  readonly attribute: string;
  readonly subAttribute?: string;
  /** Where in the filter or path the name begins, counting from 0; absent where it was read from no text. */
  readonly position?: number;
}

/** As the client would write it. */
export function referenceText({ schema, attribute, subAttribute }: AttributeReference): string {
  const name = subAttribute === undefined ? attribute : `${attribute}.${subAttribute}`;
  return schema === undefined ? name : `${schema}:${name}`;
}
