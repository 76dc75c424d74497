import { versionCondition } from '../if-match.ts';
import type { ReadBody } from '../read-body.ts';
import { queriedProjection } from '../requested-projection.ts';
import type { ResourceBinding, Wants } from '../resource-binding.ts';
import { respondWithResource, tellLocation } from '../respond.ts';
import type { Endpoint } from '../scim-context.ts';
import { locationOf, tagOf } from '../stored-resource.ts';

/** RFC 7644 section 3.5.2, which allows an answer with the resource and one with nothing. */
export const patchResource =
  (binding: ResourceBinding, readBody: ReadBody): Endpoint =>
  async (context) => {
    const projection = queriedProjection(context, binding.type);
    const body = await readBody(context);
    const { id = '' } = context.params;
    const answersResource = binding.patchAnswersResource || projection.isAsked;
    const wants: Wants = answersResource ? projection.wants : () => false;
    const stored = await binding.patch(context.state, id, body, versionCondition(context), wants);
    if (answersResource) return respondWithResource(context, 200, binding.type, stored, projection);
    context.status = 204;
    tellLocation(context, locationOf(binding.type, id, context.state.baseUrl));
    context.res.setHeader('ETag', tagOf(stored));
  };
