import { readJsonBody } from '../koa-http/read-json-body.ts';
import { scimMediaType } from './respond.ts';
import type { ScimContext } from './scim-context.ts';

/** RFC 7644 section 3.1 wants the former and says that clients may send the latter. */
const mediaTypes = [scimMediaType, 'application/json'];

export type ReadBody = (context: ScimContext) => Promise<unknown>;

/** @throws BodyRefused */
export const bodyReader =
  (bytesMax: number): ReadBody =>
  ({ req, state: { deadline } }) =>
    readJsonBody(req, { mediaTypes, bytesMax, deadline });
