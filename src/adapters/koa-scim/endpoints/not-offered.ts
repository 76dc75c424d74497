import { listResponse } from '../../../scim/messages/list-response.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { answer } from '../answer.ts';
import type { Endpoint, ScimContext } from '../scim-context.ts';

/** RFC 7644 section 3.12, 501: what the service provider does not do. */
export const notOffered: Endpoint = (context) => {
  throw new ScimError(501, `${JSON.stringify(context.path)} is not offered by this service.`);
};

/** Okta's connector test asks for groups, also of services that have none. */
export const noGroups: Endpoint = (context) => answer(context, 200, listResponse([], 0, 1));

export const noSuchGroup: Endpoint = () => {
  throw new ScimError(404, 'There is no such group: this service has no groups yet.');
};

/** Where no route took the request: 405 where one would with another method (RFC 9110 section 15.5.6), or 404. */
export function refuseUnrouted(context: ScimContext): never {
  const allowed = new Set(context.matched?.flatMap(({ methods }) => methods));
  const path = JSON.stringify(context.path.slice(0, 200));
  if (allowed.size === 0) {
    throw new ScimError(
      404,
      `There is nothing at ${path}. Paths are case-sensitive; agents are at "/Users".`,
    );
  }
  const allow = [...allowed].join(', ');
  context.set('Allow', allow);
  throw new ScimError(405, `${context.method} is not possible at ${path}; ${allow} are.`);
}
