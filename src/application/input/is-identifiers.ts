import { identifierSchema, isIdentifier } from './is-identifier.ts';
import { Satisfies } from './satisfies.ts';

/** The property is a list of identifiers. How long it may be, the domain says. */
export const IsIdentifiers = () =>
  Satisfies('must be a list of UUIDs', (value) => Array.isArray(value) && value.every(isIdentifier), {
    type: 'array',
    items: identifierSchema,
  });
