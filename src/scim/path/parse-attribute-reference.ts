import type { AttributeReference } from './attribute-reference.ts';
import type { Scanner } from './scanner.ts';

// ATTRNAME of RFC 7643 section 2.1, `$` for `$ref`; after the first dot more dots may follow, since Okta
// allows them in the external names of custom attributes.
const namePattern = /^([a-z$][\w-]*)(?:\.([a-z$][\w$.-]*))?$/i;

/** The attribute that a text names and nothing else; `undefined` where it names none. */
export function attributeReference(text: string): AttributeReference | undefined {
  const nameStart = nameStartIn(text);
  const [, attribute, subAttribute] = namePattern.exec(text.slice(nameStart)) ?? [];
  if (attribute === undefined) return undefined;
  return { schema: nameStart > 1 ? text.slice(0, nameStart - 1) : undefined, attribute, subAttribute };
}

/** Reads the attribute path at the cursor. */
export function parseAttributeReference(scanner: Scanner): AttributeReference {
  const word = scanner.peekWord();
  const { position } = scanner;
  const reference = attributeReference(word);
  if (reference === undefined) {
    throw scanner.error('an attribute, such as userName or name.givenName', position + nameStartIn(word));
  }
  scanner.skip(word);
  return { ...reference, position };
}

/** The schema's URN has colons and dots itself: the name is what stands after the last colon. */
const nameStartIn = (text: string): number => text.lastIndexOf(':') + 1;
