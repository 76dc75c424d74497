import { entityTag } from '../../scim/etag.ts';
import {
  type ProjectionParameters,
  project,
  readProjection,
  wants,
} from '../../scim/projection/projection.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import type { HttpContext } from '../koa-http/request-state.ts';
import { readQuery } from './query.ts';
import type { KeptResource, Wants } from './resource-binding.ts';
import type { ScimContext } from './scim-context.ts';

export const scimMediaType = 'application/scim+json';

/** Answers with a SCIM message. */
export function answer(context: HttpContext, status: number, body: object): void {
  context.status = status;
  context.set('Content-Type', scimMediaType);
  context.body = JSON.stringify(body);
}

/** Which attributes an answer has (RFC 7644 section 3.9). */
export interface Projected {
  readonly wants: Wants;
  readonly project: (resource: ScimResource) => ScimResource;
  /** Whether the client said so. */
  readonly isAsked: boolean;
}

/** @throws ScimError 400 `invalidValue` where both kinds of lists are given. */
export function projected(type: ResourceType, parameters: ProjectionParameters): Projected {
  const projection = readProjection(type, parameters);
  return {
    wants: (attribute) => wants(projection, attribute),
    project: (resource) => project(projection, resource),
    isAsked: Boolean(parameters.attributes?.length || parameters.excludedAttributes?.length),
  };
}

/** What the query says of the attributes to answer with. */
export const queriedProjection = (context: ScimContext, type: ResourceType): Projected =>
  projected(type, readQuery(context.querystring));

/** Answers with one resource (RFC 7644 section 3.14: its version stands in `ETag` as well). */
export function answerResource(
  context: ScimContext,
  status: number,
  type: ResourceType,
  kept: KeptResource,
  { project: show }: Projected,
): void {
  context.set('ETag', tagOf(kept));
  answer(context, status, show(representation(type, kept, context.state.baseUrl)));
}

/** A resource as clients see it (RFC 7643 section 3.1): with `meta`. */
export function representation(type: ResourceType, kept: KeptResource, baseUrl: string): ScimResource {
  const { id, created, lastModified, attributes } = kept;
  const meta = {
    resourceType: type.name,
    created,
    lastModified,
    location: locationOf(type, id, baseUrl),
    version: tagOf(kept),
  };
  return { ...attributes, meta };
}

export const tagOf = ({ version, digest }: KeptResource): string => entityTag(version, digest);

export const locationOf = (type: ResourceType, id: string, baseUrl: string): string =>
  `${baseUrl}${type.endpoint}/${id}`;
