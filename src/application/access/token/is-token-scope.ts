import { IsIn, type ValidationOptions } from 'class-validator';
import { tokenScopes } from '../../../domain/permission/token-scope.ts';

/** The property is a scope of an API token; with `each` it is a list of these. */
export const IsTokenScope = (options: ValidationOptions) => IsIn(tokenScopes, options);
