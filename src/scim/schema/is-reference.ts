import type { Attribute } from './attribute.ts';
import { findAttribute } from './find-attribute.ts';

/** Whether the complex attribute names another resource: by its id in `value`, by its address in `$ref` (RFC 7643 section 2.4). */
export const isReference = (attribute: Attribute): boolean =>
  attribute.type === 'complex' &&
  findAttribute(attribute, '$ref') !== undefined &&
  findAttribute(attribute, 'value') !== undefined;
