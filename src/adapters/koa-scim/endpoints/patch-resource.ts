import { readPatchRequest } from '../../../scim/patch/read-patch-request.ts';
import { answerResource } from '../answer.ts';
import { ifMatch } from '../if-match.ts';
import type { ReadBody } from '../read-body.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.5.2; of the two answers that it allows, the one with the resource. */
export const patchResource =
  (binding: ResourceBinding, readBody: ReadBody): Endpoint =>
  async (context) => {
    const operations = readPatchRequest(await readBody(context));
    const { id = '' } = context.params;
    const kept = await binding.patch(context.state.caller, id, operations, ifMatch(context));
    answerResource(context, 200, binding.type, kept);
  };
