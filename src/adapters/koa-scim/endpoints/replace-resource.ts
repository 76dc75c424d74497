import { versionCondition } from '../if-match.ts';
import type { ReadBody } from '../read-body.ts';
import { queriedProjection } from '../requested-projection.ts';
import type { ResourceBinding } from '../resource-binding.ts';
import { respondWithResource } from '../respond.ts';
import type { Endpoint } from '../scim-context.ts';

/** RFC 7644 section 3.5.1. */
export const replaceResource =
  (binding: ResourceBinding, readBody: ReadBody): Endpoint =>
  async (context) => {
    const projection = queriedProjection(context, binding.type);
    const body = await readBody(context);
    const { id = '' } = context.params;
    const stored = await binding.replace(
      context.state,
      id,
      body,
      versionCondition(context),
      projection.wants,
    );
    await respondWithResource(context, 200, binding.type, stored, projection);
  };
