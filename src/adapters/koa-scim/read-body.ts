import type { BodiesInFlight } from '../koa-http/bodies-in-flight.ts';
import { readJsonBody } from '../koa-http/read-json-body.ts';
import { scimMediaType } from './respond.ts';
import type { ScimContext } from './scim-context.ts';

/** RFC 7644 section 3.1 wants the former and says that clients may send the latter. */
const mediaTypes = [scimMediaType, 'application/json'];

export type ReadBody = (context: ScimContext) => Promise<unknown>;

/** @param isMasked - whether nobody is to see the value of that name in the request log. @throws BodyRefused, what it makes. */
export const bodyReader =
  (bodies: BodiesInFlight, bytesMax: number, isMasked: (name: string) => boolean): ReadBody =>
  async (context) => {
    const { req, state } = context;
    await bodies.admit(context, bytesMax);
    const body = await readJsonBody(req, { mediaTypes, bytesMax, deadline: state.deadline });
    state.body = body;
    state.isMasked = isMasked;
    return body;
  };
