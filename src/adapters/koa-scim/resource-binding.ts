import type { ListQuery } from '../../application/ports/list-page.ts';
import type { VersionCondition } from '../../application/version/version-condition.ts';
import type { Wanted } from '../../scim/projection/projection.ts';
import type { ScimResource } from '../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../scim/schema/resource-type.ts';
import type { ScimContext, ScimState } from './scim-context.ts';
import type { StoredResource, StoredResources } from './stored-resource.ts';

/** The bindings of the resource types that a list or a description is about, as the caller's account has them. */
export type BindingsOf = (context: ScimContext) => Promise<readonly ReadableBinding[]>;

/** Whether a top-level attribute is wanted in the answer, so that what is not wanted need not be read. */
export type Wants = (attribute: string) => Wanted;

/** A resource that is created together with others, under an id that these can name. */
export interface Creation {
  readonly id: string;
  readonly resource: ScimResource;
  /** The ids of others of them, without which it is not to be created. */
  readonly needs?: readonly string[];
}

/** What the endpoints that read offer for a resource type, in SCIM's words. Each acts for the caller of a request. */
export interface ReadableBinding {
  readonly type: ResourceType;
  /** How many resources one call of `list` may be asked for: what bounds the memory that a page takes. */
  readonly listedAtOnceMax: number;
  /** The type as the caller's account has it, custom attributes included. */
  typeIn(state: ScimState): Promise<ResourceType>;
  read(state: ScimState, id: string, wants: Wants): Promise<StoredResource>;
  /** May end early, with a `next` that leads on. */
  list(state: ScimState, query: ListQuery, wants: Wants): Promise<StoredResources>;
}

/** The same with the operations that change resources. All of them reject with errors that `error-mapping` maps. */
export interface ResourceBinding extends ReadableBinding {
  /** Whether a PATCH answers with the resource, where the client does not say which attributes it wants. */
  readonly patchAnswersResource: boolean;
  /**
   * Makes the resource that the body of a POST describes, which comes as it is.
   *
   * @param id - of the new resource, where it was given away already.
   */
  create(state: ScimState, body: unknown, id?: string): Promise<StoredResource>;
  /**
   * Creates many in one transaction, where the type offers that.
   *
   * @param refusalsMax - after so many no further one is created.
   * @returns for each creation the resource, or why it was refused; `undefined` where it was left out because of others.
   */
  createAll?(
    state: ScimState,
    creations: readonly Creation[],
    refusalsMax: number,
  ): Promise<readonly (StoredResource | Error | undefined)[]>;
  /**
   * Makes the resource what the body of a PUT says. The body comes as it is, for what takes access away is done even if
   * not all of it can be read (decision 36).
   */
  replace(
    state: ScimState,
    id: string,
    body: unknown,
    ifVersion: VersionCondition | undefined,
    wants: Wants,
  ): Promise<StoredResource>;
  /** All operations of the body of a PATCH or none, on the resource as it is then; the same exception. */
  patch(
    state: ScimState,
    id: string,
    body: unknown,
    ifVersion: VersionCondition | undefined,
    wants: Wants,
  ): Promise<StoredResource>;
  remove(state: ScimState, id: string, ifVersion: VersionCondition | undefined): Promise<void>;
}
