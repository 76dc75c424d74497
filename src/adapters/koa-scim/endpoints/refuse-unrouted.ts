import { ScimError } from '../../../scim/scim-error.ts';
import { groupTypes } from '../schemas/group-types.ts';
import { userType } from '../schemas/user-type.ts';
import type { ScimContext } from '../scim-context.ts';

/** Where no route took the request: 405 where one would with another method (RFC 9110 section 15.5.6), or 404. */
export function refuseUnrouted(context: ScimContext): never {
  const allowed = new Set(context.matched?.flatMap(({ methods }) => methods));
  const path = JSON.stringify(context.path.slice(0, 200));
  if (allowed.size === 0) {
    throw new ScimError(
      404,
      `There is nothing at ${path}. Paths are case-sensitive; agents are at "${userType.endpoint}" and groups at "${groupTypes.agents.endpoint}".`,
    );
  }
  const allow = [...allowed].join(', ');
  context.res.setHeader('Allow', allow);
  throw new ScimError(405, `${context.method} is not possible at ${path}; ${allow} are.`);
}
