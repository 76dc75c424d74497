import { readResource } from '../../../scim/resource/read-resource.ts';
import { answerResource, queriedProjection } from '../answer.ts';
import { versionCondition } from '../if-match.ts';
import type { ReadBody } from '../read-body.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.5.1. */
export const replaceResource =
  (binding: ResourceBinding, readBody: ReadBody): Endpoint =>
  async (context) => {
    const projection = queriedProjection(context, binding.type);
    const resource = readResource(binding.type, binding.unquirk(await readBody(context)));
    const { id = '' } = context.params;
    const kept = await binding.replace(context.state, id, resource, versionCondition(context));
    answerResource(context, 200, binding.type, kept, projection);
  };
