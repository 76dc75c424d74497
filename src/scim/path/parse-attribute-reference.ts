import type { AttributeReference } from './attribute-reference.ts';
import type { Scanner } from './scanner.ts';

// ATTRNAME of RFC 7643 section 2.1, `$` for `$ref`; after the first dot more dots may follow, since Okta
// allows them in the external names of custom attributes.
const namePattern = /^([a-z$][\w-]*)(?:\.([a-z$][\w$.-]*))?$/i;

/** Reads the attribute path at the cursor. */
export function parseAttributeReference(scanner: Scanner): AttributeReference {
  const word = scanner.peekWord();
  // The schema's URN has colons and dots itself: the name is what stands after the last colon.
  const nameStart = word.lastIndexOf(':') + 1;
  const [, attribute, subAttribute] = namePattern.exec(word.slice(nameStart)) ?? [];
  if (attribute === undefined) {
    throw scanner.error('an attribute, such as userName or name.givenName', scanner.position + nameStart);
  }
  const schema = nameStart > 1 ? word.slice(0, nameStart - 1) : undefined;
  const { position } = scanner;
  scanner.skip(word);
  return { schema, attribute, subAttribute, position };
}
