import type { RequestState } from '../../koa-http/request-state.ts';
import { groupTypes } from '../schemas/group-types.ts';
import { userType } from '../schemas/user-type.ts';

/** What stands behind the base URL, and before an id. */
const endpointNames = new Set(
  [userType, ...Object.values(groupTypes)].map(({ endpoint }) => endpoint.slice(1)),
);

/**
 * Has the request log know of a base URL that goes on behind the service's own, as in `…/scim/v2/Users`: the client then asks
 * for `/Users/Users`, and is told that nobody has this id.
 */
export function noteLongBaseUrl(state: RequestState): void {
  if (state.refusal !== undefined && endpointNames.has(state.subject?.id ?? ''))
    state.refusal = { ...state.refusal, code: 'baseUrlTooLong' };
}
