import { createHash } from 'node:crypto';
import type { ListPosition } from '../../application/ports/list-page.ts';
import type { JsonObject } from '../../criteria/json.ts';
import { entityTag } from '../../scim/etag.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';

/** A resource as it is stored: its attributes, `id` among them, and what becomes its `meta`. */
export interface StoredResource {
  readonly id: string;
  readonly version: number;
  /** Tells apart what the version does not: attributes that follow from other resources. */
  readonly digest?: string;
  /** ISO 8601, as is `lastModified`; absent, as that, where the resource is a part of the service itself. */
  readonly created?: string;
  readonly lastModified?: string;
  readonly attributes: ScimResource;
  /** Values of one attribute that are too many to be held at once; `attributes` lacks it. */
  readonly streamed?: StreamedValues;
}

/** The values of a multi-valued attribute, read from the database as the client takes them. */
export interface StreamedValues {
  readonly attribute: string;
  /** Whether the resource's digest follows from them, so that its tag is known once all of them are read. */
  readonly makeDigest: boolean;
  /** Reads all of them, a bounded number at a time; returns the digest. */
  readonly read: () => AsyncGenerator<readonly JsonObject[], string | undefined>;
}

/** One page of a list. */
export interface StoredResources {
  readonly resources: readonly StoredResource[];
  /** The number of resources on all pages together; absent unless it was asked for. */
  readonly total?: number;
  /** Where the next page begins, as `ListPage` has it. */
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

/** The tag, for which all values of a resource may have to be read. */
export async function readTag(stored: StoredResource): Promise<string> {
  if (!stored.streamed?.makeDigest) return tagOf(stored);
  const values = stored.streamed.read();
  let piece = await values.next();
  while (!piece.done) piece = await values.next();
  return tagOf({ ...stored, digest: piece.value });
}

/** Makes a digest of what an attribute that follows from other resources is made of, piece by piece. */
export class Digest {
  private readonly hash = createHash('sha256');

  add(texts: readonly string[]): this {
    if (texts.length > 0) this.hash.update(`${texts.join('\0')}\0`);
    return this;
  }

  text(): string {
    return this.hash.digest('hex').slice(0, 12);
  }
}
