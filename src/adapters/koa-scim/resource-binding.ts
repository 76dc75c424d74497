import type { Caller } from '../../application/ports/caller.ts';
import type { Filter } from '../../scim/filter/filter.ts';
import type { PatchOperation } from '../../scim/patch/patch-operation.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';

/** A resource as it is kept: its attributes, `id` among them, and what becomes its `meta`. */
export interface KeptResource {
  readonly id: string;
  readonly version: number;
  /** ISO 8601, as is `lastModified`. */
  readonly created: string;
  readonly lastModified: string;
  readonly attributes: ScimResource;
}

export interface ResourceQuery {
  readonly filter?: Filter;
  /** How many to pass over. */
  readonly offset: number;
  /** 0 asks for the total alone. */
  readonly limit: number;
}

export interface KeptResources {
  readonly resources: readonly KeptResource[];
  /** On all pages together. */
  readonly total: number;
}

/** Refuse unless the resource is at one of these versions; `undefined`: at any. */
export type IfVersion = readonly number[] | undefined;

/** What a resource type offers to the endpoints, in SCIM's words. Rejects with what `error-mapping` knows. */
export interface ResourceBinding {
  readonly type: ResourceType;
  /** Rewrites what clients send in their own way, before the schema reads it. */
  readonly unquirk: (body: unknown) => unknown;
  create(caller: Caller, resource: ScimResource): Promise<KeptResource>;
  read(caller: Caller, id: string): Promise<KeptResource>;
  list(caller: Caller, query: ResourceQuery): Promise<KeptResources>;
  replace(caller: Caller, id: string, resource: ScimResource, ifVersion: IfVersion): Promise<KeptResource>;
  /** All operations or none, on the resource as it is then. */
  patch(
    caller: Caller,
    id: string,
    operations: readonly PatchOperation[],
    ifVersion: IfVersion,
  ): Promise<KeptResource>;
  remove(caller: Caller, id: string, ifVersion: IfVersion): Promise<void>;
}
