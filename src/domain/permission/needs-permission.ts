import type { Permission } from './permission.ts';

/** How a refusal names what is missing. The console has this file, and not the table of permissions. */
export const needsPermission = (...anyOf: readonly Permission[]): string =>
  `needs the permission "${anyOf.join('" or "')}".`;
