import { readResource } from '../../../scim/resource/read-resource.ts';
import { answerResource, locationOf, queriedProjection } from '../answer.ts';
import type { ReadBody } from '../read-body.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.3. */
export const createResource =
  (binding: ResourceBinding, readBody: ReadBody): Endpoint =>
  async (context) => {
    const projection = queriedProjection(context, binding.type);
    const resource = readResource(binding.type, binding.unquirk(await readBody(context)));
    const kept = await binding.create(context.state, resource);
    context.set('Location', locationOf(binding.type, kept.id, context.state.baseUrl));
    answerResource(context, 201, binding.type, kept, projection);
  };
