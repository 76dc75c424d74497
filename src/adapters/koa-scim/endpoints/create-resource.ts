import type { ReadBody } from '../read-body.ts';
import { queriedProjection } from '../requested-projection.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import { respondWithResource } from '../respond.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.3. */
export const createResource =
  (binding: ResourceBinding, readBody: ReadBody): Endpoint =>
  async (context) => {
    const projection = queriedProjection(context, binding.type);
    const stored = await binding.create(context.state, await readBody(context));
    await respondWithResource(context, 201, binding.type, stored, projection);
  };
