import type { ResourceType } from '../../scim/schema/resource-type.ts';
import type { HttpContext } from '../koa-http/request-state.ts';
import type { RequestedProjection } from './requested-projection.ts';
import type { ScimContext } from './scim-context.ts';
import { type StoredResource, shownResource, tagOf } from './stored-resource.ts';

export const scimMediaType = 'application/scim+json';

/** Answers with a SCIM message. */
export function respond(context: HttpContext, status: number, message: object): void {
  context.status = status;
  context.set('Content-Type', scimMediaType);
  context.body = JSON.stringify(message);
}

/** Answers with one resource; its version stands in `ETag` as well (RFC 7644 section 3.14). */
export function respondWithResource(
  context: ScimContext,
  status: number,
  type: ResourceType,
  stored: StoredResource,
  { project }: RequestedProjection,
): void {
  context.set('ETag', tagOf(stored));
  respond(context, status, project(shownResource(type, stored, context.state.baseUrl)));
}
