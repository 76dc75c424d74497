import type { ResourceType } from '../../scim/schema/resource-type.ts';
import { answerInPieces } from '../koa-http/answer-in-pieces.ts';
import type { HttpContext } from '../koa-http/request-state.ts';
import type { RequestedProjection } from './requested-projection.ts';
import type { ScimContext } from './scim-context.ts';
import { locationOf, type StoredResource, shownResource, tagOf } from './stored-resource.ts';
import { streamedText } from './streamed-text.ts';

export const scimMediaType = 'application/scim+json';

/** Answers with a SCIM message. */
export function respond(context: HttpContext, status: number, message: object): void {
  begin(context, status);
  context.body = JSON.stringify(message);
}

/** Answers with a SCIM message whose text comes in pieces. @throws what the first pieces throw. */
export async function respondInPieces(
  context: HttpContext,
  status: number,
  text: AsyncGenerator<string>,
): Promise<void> {
  begin(context, status);
  await answerInPieces(context, text);
}

/**
 * Says where the resource is that the answer is about. `Content-Location` is the same as `meta.location` (RFC 7643 section
 * 3.1). `Location` has to stand in answers to POST (RFC 7644 section 3.3) and at `/Me` (section 3.11), and stands in the
 * RFC's examples of every other verb.
 */
export function tellLocation(context: HttpContext, location: string): void {
  context.res.setHeader('Location', location);
  context.res.setHeader('Content-Location', location);
}

/** Answers with one resource; its version stands in `ETag` as well (RFC 7644 section 3.14). */
export async function respondWithResource(
  context: ScimContext,
  status: number,
  type: ResourceType,
  stored: StoredResource,
  { project }: RequestedProjection,
): Promise<void> {
  tellLocation(context, locationOf(type, stored.id, context.state.baseUrl));
  const show = (one: StoredResource) => project(shownResource(type, one, context.state.baseUrl));
  if (stored.streamed === undefined) {
    context.res.setHeader('ETag', tagOf(stored));
    return respond(context, status, show(stored));
  }
  const text = streamedText(stored, stored.streamed, show);
  if (stored.streamed.makeDigest) return respondWithTagBehind(context, status, text);
  context.res.setHeader('ETag', tagOf(stored));
  await respondInPieces(context, status, text);
}

/** RFC 9110 section 8.8.3: a tag that is made while the content is sent stands in the trailer section. */
async function respondWithTagBehind(
  context: ScimContext,
  status: number,
  text: AsyncGenerator<string, string>,
): Promise<void> {
  let tag = '';
  const withTrailer = async function* () {
    tag = yield* text;
    context.res.addTrailers({ ETag: tag });
  };
  await respondInPieces(context, status, withTrailer());
  if (typeof context.body === 'string') context.res.setHeader('ETag', tag);
  else if (context.req.httpVersion !== '1.0') context.res.setHeader('Trailer', 'ETag');
}

function begin(context: HttpContext, status: number): void {
  context.status = status;
  context.res.setHeader('Content-Type', scimMediaType);
}
