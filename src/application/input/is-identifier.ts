import { isUUID } from 'class-validator';
import { Satisfies } from './satisfies.ts';

/** The property is the identifier of an agent, a group, a template or a token. */
export const IsIdentifier = () => Satisfies('must be a UUID', isIdentifier, identifierSchema);

export const identifierSchema = { type: 'string', format: 'uuid' };

export const isIdentifier = (value: unknown): boolean => isUUID(value);
