import { hash } from 'node:crypto';
import type { ListPosition } from '../../application/ports/list-page.ts';
import { entityTag } from '../../scim/etag.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';

/** A resource as it is stored: its attributes, `id` among them, and what becomes its `meta`. */
export interface StoredResource {
  readonly id: string;
  readonly version: number;
  /** Tells apart what the version does not: attributes that follow from other resources. */
  readonly digest?: string;
  /** ISO 8601, as is `lastModified`. */
  readonly created: string;
  readonly lastModified: string;
  readonly attributes: ScimResource;
}

/** One page of a list. */
export interface StoredResources {
  readonly resources: readonly StoredResource[];
  /** The number of resources on all pages together; absent unless it was asked for. */
  readonly total?: number;
  /** Where the next page begins; absent on the last one. */
  readonly next?: ListPosition;
}

/** The resource as clients see it (RFC 7643 section 3.1): with `meta`. */
export function shownResource(type: ResourceType, stored: StoredResource, baseUrl: string): ScimResource {
  const { id, created, lastModified, attributes } = stored;
  const meta = {
    resourceType: type.name,
    created,
    lastModified,
    location: locationOf(type, id, baseUrl),
    version: tagOf(stored),
  };
  return { ...attributes, meta };
}

export const tagOf = ({ version, digest }: StoredResource): string => entityTag(version, digest);

export const locationOf = (type: ResourceType, id: string, baseUrl: string): string =>
  `${baseUrl}${type.endpoint}/${id}`;

/** A digest of attributes that follow from other resources; `undefined` where they were not read. */
export const digestOf = (derived: readonly unknown[] | undefined): string | undefined =>
  derived && hash('sha256', JSON.stringify(derived)).slice(0, 12);
