import { readPatchRequest } from '../../../scim/patch/read-patch-request.ts';
import { answerResource, queriedProjection, tagOf } from '../answer.ts';
import { versionCondition } from '../if-match.ts';
import type { ReadBody } from '../read-body.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.5.2, which allows an answer with the resource and one with nothing. */
export const patchResource =
  (binding: ResourceBinding, readBody: ReadBody): Endpoint =>
  async (context) => {
    const projection = queriedProjection(context, binding.type);
    const operations = readPatchRequest(await readBody(context));
    const { id = '' } = context.params;
    const answersResource = binding.patchAnswersResource || projection.isAsked;
    const wants = answersResource ? projection.wants : () => false;
    const kept = await binding.patch(context.state, id, operations, versionCondition(context), wants);
    if (answersResource) return answerResource(context, 200, binding.type, kept, projection);
    context.status = 204;
    context.set('ETag', tagOf(kept));
  };
