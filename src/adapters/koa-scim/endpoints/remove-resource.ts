import { versionCondition } from '../if-match.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.6. */
export const removeResource =
  (binding: ResourceBinding): Endpoint =>
  async (context) => {
    const { id = '' } = context.params;
    await binding.remove(context.state, id, versionCondition(context));
    context.status = 204;
  };
