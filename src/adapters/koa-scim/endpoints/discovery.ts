import { resourcesPerPageDefault } from '../../../application/listing/listing.ts';
import { resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import type { JsonObject } from '../../../criteria/json.ts';
import { describeResourceType } from '../../../scim/discovery/describe-resource-type.ts';
import { describeSchema } from '../../../scim/discovery/describe-schema.ts';
import { serviceProviderConfig } from '../../../scim/discovery/service-provider-config.ts';
import { limits } from '../../../scim/limits.ts';
import { listResponse } from '../../../scim/messages/list-response.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { cursorTimeoutSeconds } from '../../koa-http/cursor-seal.ts';
import { readQuery } from '../query.ts';
import type { BindingsOf } from '../resource-binding.ts';
import { respond, tellLocation } from '../respond.ts';
import { authenticationSchemes } from '../schemas/authentication-schemes.ts';
import type { Endpoint, ScimContext } from '../scim-context.ts';

/** A resource that tells of the service. */
interface Description {
  readonly meta: { readonly location: string };
}
/** What is described, under the ids by which it is asked for. */
type Descriptions = ReadonlyMap<string, JsonObject & Description>;
type Describe = (types: readonly ResourceType[], baseUrl: string) => Descriptions;

/** RFC 7643 section 5. */
export const readServiceProviderConfig =
  (bodyBytesMax: number): Endpoint =>
  (context) => {
    refuseFilter(context);
    const supported = {
      bulk: { maxOperations: limits.bulkOperationsMax, maxPayloadSize: bodyBytesMax },
      filter: { maxResults: resourcesPerPageMax },
      pagination: {
        defaultPageSize: resourcesPerPageDefault,
        maxPageSize: resourcesPerPageMax,
        cursorTimeout: cursorTimeoutSeconds,
      },
      authenticationSchemes,
    };
    respondWithDescription(context, serviceProviderConfig(supported, context.state.baseUrl));
  };

/** RFC 7643 section 6, by id. */
export const resourceTypes: Describe = (types, baseUrl) =>
  new Map(types.map((type) => [type.id.toLowerCase(), describeResourceType(type, baseUrl)]));

/** RFC 7643 section 7, by URN. */
export const schemas: Describe = (types, baseUrl) =>
  new Map(
    types
      .flatMap((type) => [type.schema, ...type.extensions.map(({ schema }) => schema)])
      .map((schema) => [schema.id.toLowerCase(), describeSchema(schema, baseUrl)]),
  );

export const listDescriptions =
  (bindingsOf: BindingsOf, describe: Describe): Endpoint =>
  async (context) => {
    const all = [...(await describedTypes(context, bindingsOf, describe)).values()];
    respond(context, 200, listResponse({ resources: all, totalResults: all.length, startIndex: 1 }));
  };

export const readDescription =
  (bindingsOf: BindingsOf, describe: Describe): Endpoint =>
  async (context) => {
    const descriptions = await describedTypes(context, bindingsOf, describe);
    const { id = '' } = context.params;
    const description = descriptions.get(id.toLowerCase());
    if (description === undefined) {
      const known = [...descriptions.values()].map((one) => JSON.stringify(one.id)).join(', ');
      throw new ScimError(404, `${JSON.stringify(id.slice(0, 200))} is not known here; known are ${known}.`);
    }
    respondWithDescription(context, description);
  };

function respondWithDescription(context: ScimContext, description: Description): void {
  tellLocation(context, description.meta.location);
  respond(context, 200, description);
}

/** What there is in the caller's account: its own custom attributes, and groups where they are switched on. */
async function describedTypes(
  context: ScimContext,
  bindingsOf: BindingsOf,
  describe: Describe,
): Promise<Descriptions> {
  refuseFilter(context);
  const bindings = await bindingsOf(context);
  const types = await Promise.all(bindings.map((binding) => binding.typeIn(context.state)));
  return describe(types, context.state.baseUrl);
}

/** RFC 7644 section 4: a filter on discovery endpoints is answered with 403. */
function refuseFilter({ querystring }: ScimContext): void {
  if (readQuery(querystring).filter === undefined) return;
  throw new ScimError(403, 'What the service offers cannot be filtered. Leave out "filter".');
}
