import {
  type ProjectionParameters,
  project,
  readProjection,
  wants,
} from '../../scim/projection/projection.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import { requestedPath } from './client-requests.ts';
import { readQuery } from './query.ts';
import type { Wants } from './resource-binding.ts';
import type { ScimContext } from './scim-context.ts';

/** Which attributes an answer has (RFC 7644 section 3.9). */
export interface RequestedProjection {
  readonly wants: Wants;
  readonly project: (resource: ScimResource) => ScimResource;
  /** Whether the client said anything of it. */
  readonly isAsked: boolean;
}

/** @throws ScimError 400 `invalidValue` where both kinds of lists are given. */
export function requestedProjection(
  type: ResourceType,
  parameters: ProjectionParameters,
): RequestedProjection {
  const projection = readProjection(type, parameters, requestedPath);
  return {
    wants: (attribute) => wants(projection, attribute),
    project: (resource) => project(projection, resource),
    isAsked: Boolean(parameters.attributes?.length || parameters.excludedAttributes?.length),
  };
}

/** What the query says of the attributes to answer with. */
export const queriedProjection = (context: ScimContext, type: ResourceType): RequestedProjection =>
  requestedProjection(type, readQuery(context.querystring));
