import { describeResourceType } from '../../../scim/discovery/describe-resource-type.ts';
import { describeSchema } from '../../../scim/discovery/describe-schema.ts';
import { serviceProviderConfig } from '../../../scim/discovery/service-provider-config.ts';
import { listResponse } from '../../../scim/messages/list-response.ts';
import type { ScimObject } from '../../../scim/resource/scim-resource.ts';
import type { ResourceType } from '../../../scim/schema/resource-type.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { answer } from '../answer.ts';
import { readQuery } from '../query.ts';
import type { Endpoint, ScimContext } from '../scim-context.ts';
import { countMax } from './list-resources.ts';

type Describe = (baseUrl: string) => ScimObject;

/** RFC 7643 section 5. */
export const readServiceProviderConfig: Endpoint = (context) => {
  refuseFilter(context);
  answer(context, 200, serviceProviderConfig({ maxResults: countMax }, context.state.baseUrl));
};

/** RFC 7643 section 6, by id. */
export const resourceTypes = (types: readonly ResourceType[]): ReadonlyMap<string, Describe> =>
  new Map(types.map((type) => [type.id.toLowerCase(), (baseUrl) => describeResourceType(type, baseUrl)]));

/** RFC 7643 section 7, by URN. */
export const schemas = (types: readonly ResourceType[]): ReadonlyMap<string, Describe> =>
  new Map(
    types
      .flatMap((type) => [type.schema, ...type.extensions.map(({ schema }) => schema)])
      .map((schema) => [schema.id.toLowerCase(), (baseUrl) => describeSchema(schema, baseUrl)]),
  );

export const listDescriptions =
  (descriptions: ReadonlyMap<string, Describe>): Endpoint =>
  (context) => {
    refuseFilter(context);
    const all = [...descriptions.values()].map((describe) => describe(context.state.baseUrl));
    answer(context, 200, listResponse(all, all.length, 1));
  };

export const readDescription =
  (descriptions: ReadonlyMap<string, Describe>): Endpoint =>
  (context) => {
    refuseFilter(context);
    const { id = '' } = context.params;
    const describe = descriptions.get(id.toLowerCase());
    if (describe === undefined) {
      const known = [...descriptions.values()].map((one) => JSON.stringify(one('').id)).join(', ');
      throw new ScimError(404, `${JSON.stringify(id.slice(0, 200))} is not known here; known are ${known}.`);
    }
    answer(context, 200, describe(context.state.baseUrl));
  };

/** RFC 7644 section 4: a filter on discovery endpoints is answered with 403. */
function refuseFilter({ querystring }: ScimContext): void {
  if (readQuery(querystring).filter === undefined) return;
  throw new ScimError(403, 'What the service offers cannot be filtered. Leave out "filter".');
}
