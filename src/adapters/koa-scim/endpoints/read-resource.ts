import { weakEtag } from '../../../scim/etag.ts';
import { answerResource } from '../answer.ts';
import { clientHas } from '../if-match.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.4.1. */
export const readResource =
  (binding: ResourceBinding): Endpoint =>
  async (context) => {
    const { id = '' } = context.params;
    const kept = await binding.read(context.state.caller, id);
    if (!clientHas(context, kept.version)) return answerResource(context, 200, binding.type, kept);
    context.status = 304;
    context.set('ETag', weakEtag(kept.version));
  };
