import { weakEtag } from '../../scim/etag.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import type { HttpContext } from '../koa-http/request-state.ts';
import type { KeptResource } from './resource-binding.ts';
import type { ScimContext } from './scim-context.ts';

export const scimMediaType = 'application/scim+json';

/** Answers with a SCIM message. */
export function answer(context: HttpContext, status: number, body: object): void {
  context.status = status;
  context.set('Content-Type', scimMediaType);
  context.body = JSON.stringify(body);
}

/** Answers with one resource (RFC 7644 section 3.14: its version stands in `ETag` as well). */
export function answerResource(
  context: ScimContext,
  status: number,
  type: ResourceType,
  kept: KeptResource,
): void {
  context.set('ETag', weakEtag(kept.version));
  answer(context, status, representation(type, kept, context.state.baseUrl));
}

/** A resource as clients see it (RFC 7643 section 3.1): with `meta`. */
export function representation(type: ResourceType, kept: KeptResource, baseUrl: string): ScimResource {
  const { id, version, created, lastModified, attributes } = kept;
  const meta = {
    resourceType: type.name,
    created,
    lastModified,
    location: locationOf(type, id, baseUrl),
    version: weakEtag(version),
  };
  return { ...attributes, meta };
}

export const locationOf = (type: ResourceType, id: string, baseUrl: string): string =>
  `${baseUrl}${type.endpoint}/${id}`;
