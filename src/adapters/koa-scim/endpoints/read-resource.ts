import { ScimError } from '../../../scim/scim-error.ts';
import { clientHas, clientMayHave, isConditional } from '../if-match.ts';
import { queriedProjection } from '../requested-projection.ts';
import type { ReadableBinding } from '../resource-binding.ts';
import { respondWithResource, tellLocation } from '../respond.ts';
import type { Endpoint } from '../scim-context.ts';
import { locationOf, readTag } from '../stored-resource.ts';

/** RFC 7644 section 3.4.1. */
export const readResource =
  (binding: Pick<ReadableBinding, 'type' | 'read'>): Endpoint =>
  async (context) => {
    const { id = '' } = context.params;
    const projection = queriedProjection(context, binding.type);
    const stored = await binding.read(context.state, id, projection.wants);
    if (isConditional(context)) {
      const tag = await readTag(stored);
      if (!clientMayHave(context, tag)) {
        throw new ScimError(412, `The resource is at version ${tag}, which "If-Match" does not name.`);
      }
      if (clientHas(context, tag)) {
        context.status = 304;
        tellLocation(context, locationOf(binding.type, stored.id, context.state.baseUrl));
        context.res.setHeader('ETag', tag);
        return;
      }
    }
    await respondWithResource(context, 200, binding.type, stored, projection);
  };
