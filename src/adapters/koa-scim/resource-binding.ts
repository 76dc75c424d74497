import type { ProvisioningPolicy } from '../../application/agents/agent/provisioning-of-many.ts';
import type { ListPosition, ListQuery } from '../../application/ports/list-page.ts';
import type { VersionCondition } from '../../application/version/version-condition.ts';
import type { PatchOperation } from '../../scim/patch/patch-operation.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import type { ScimState } from './scim-context.ts';

/** A resource as it is kept: its attributes, `id` among them, and what becomes its `meta`. */
export interface KeptResource {
  readonly id: string;
  readonly version: number;
  /** Tells apart what the version does not: attributes that follow from other resources. */
  readonly digest?: string;
  /** ISO 8601, as is `lastModified`. */
  readonly created: string;
  readonly lastModified: string;
  readonly attributes: ScimResource;
}

export interface KeptResources {
  readonly resources: readonly KeptResource[];
  /** On all pages together; absent unless it was asked for. */
  readonly total?: number;
  /** Where a walk goes on. */
  readonly next?: ListPosition;
}

/** Whether a top-level attribute is wanted in the answer, so that nothing is read in vain. */
export type Wants = (attribute: string) => boolean;

/** A resource that is created together with others, under an id that these can name. */
export interface Creation {
  readonly id: string;
  readonly resource: ScimResource;
}

/**
 * What a resource type offers to the endpoints, in SCIM's words, each for the caller of a request. Rejects with what
 * `error-mapping` knows.
 */
export interface ResourceBinding {
  readonly type: ResourceType;
  /** Rewrites what clients send in their own way, before the schema reads it. */
  readonly unquirk: (body: unknown) => unknown;
  /** Whether a PATCH answers with the resource, where the client does not say which attributes it wants. */
  readonly patchAnswersResource: boolean;
  /** The type as the caller's account has it, custom attributes included. */
  typeIn(state: ScimState): Promise<ResourceType>;
  /** @param id - of the new resource, where it was given away already. */
  create(state: ScimState, resource: ScimResource, id?: string): Promise<KeptResource>;
  /**
   * Creates many in one transaction, where the type offers that.
   *
   * @returns for each the resource, or why there is none; `undefined` where the policy kept it from being created.
   */
  createAll?(
    state: ScimState,
    creations: readonly Creation[],
    policy: ProvisioningPolicy,
  ): Promise<readonly (KeptResource | Error | undefined)[]>;
  read(state: ScimState, id: string, wants: Wants): Promise<KeptResource>;
  list(state: ScimState, query: ListQuery, wants: Wants): Promise<KeptResources>;
  replace(
    state: ScimState,
    id: string,
    resource: ScimResource,
    ifVersion: VersionCondition | undefined,
  ): Promise<KeptResource>;
  /** All operations or none, on the resource as it is then. */
  patch(
    state: ScimState,
    id: string,
    operations: readonly PatchOperation[],
    ifVersion: VersionCondition | undefined,
    wants: Wants,
  ): Promise<KeptResource>;
  remove(state: ScimState, id: string, ifVersion: VersionCondition | undefined): Promise<void>;
}
