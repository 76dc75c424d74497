import { readResource } from '../../../scim/resource/read-resource.ts';
import { answerResource } from '../answer.ts';
import { ifMatch } from '../if-match.ts';
import type { ReadBody } from '../read-body.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.5.1. */
export const replaceResource =
  (binding: ResourceBinding, readBody: ReadBody): Endpoint =>
  async (context) => {
    const resource = readResource(binding.type, binding.unquirk(await readBody(context)));
    const { id = '' } = context.params;
    const kept = await binding.replace(context.state.caller, id, resource, ifMatch(context));
    answerResource(context, 200, binding.type, kept);
  };
