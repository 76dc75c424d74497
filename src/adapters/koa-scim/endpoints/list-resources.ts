import { resourcesPerPageDefault } from '../../../application/listing/listing.ts';
import { resourcesPerPageMax } from '../../../application/ports/list-page.ts';
import type { RequestSubject } from '../../../application/ports/request-log.ts';
import { readSearchRequest, type SearchRequest } from '../../../scim/messages/search-request.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import type { CursorSeal } from '../../koa-http/cursor-seal.ts';
import { readQuery, wholeNumber } from '../query.ts';
import type { ReadBody } from '../read-body.ts';
import type { BindingsOf, ReadableBinding } from '../resource-binding.ts';
import { respondInPieces } from '../respond.ts';
import type { Endpoint, ScimContext } from '../scim-context.ts';
import { listText } from '../search/list-text.ts';
import { searchesFor } from '../search/resource-search.ts';
import { pageByIndex, pageByWalk, type WalkPosition } from '../search/result-page.ts';

/** RFC 7644 section 3.4.2. */
export const listResources =
  (bindingsOf: BindingsOf, seal: CursorSeal): Endpoint =>
  async (context) => {
    const { startIndex, count, ...query } = readQuery(context.querystring);
    const request = {
      ...query,
      startIndex: wholeNumber(startIndex, 'startIndex', 'invalidValue'),
      count: wholeNumber(count, 'count', query.cursor === undefined ? 'invalidValue' : 'invalidCount'),
    };
    await answerList(context, await bindingsOf(context), seal, request);
  };

/** RFC 7644 section 3.4.3: the same by POST, so that no personal data stands in an address. */
export const searchResources =
  (bindingsOf: BindingsOf, seal: CursorSeal, readBody: ReadBody): Endpoint =>
  async (context) =>
    answerList(context, await bindingsOf(context), seal, readSearchRequest(await readBody(context)));

async function answerList(
  context: ScimContext,
  bindings: readonly ReadableBinding[],
  seal: CursorSeal,
  request: SearchRequest,
): Promise<void> {
  if (request.filter !== undefined) context.state.subject = agentNamed(request.filter);
  // RFC 7644 section 3.4.2.4: below 1 is 1, and a negative count is 0.
  const limit = Math.min(Math.max(0, request.count ?? resourcesPerPageDefault), resourcesPerPageMax);
  const searches = await searchesFor(context, bindings, request);
  if (request.cursor === undefined) {
    const startIndex = Math.max(1, request.startIndex ?? 1);
    const page = pageByIndex(context.state, searches, startIndex - 1, limit);
    return respondInPieces(
      context,
      200,
      listText(page, ({ total }) => ({ totalResults: total, startIndex })),
    );
  }
  if (request.startIndex !== undefined) {
    const detail = 'A list is paged either with "cursor" or with "startIndex", not with both.';
    throw new ScimError(400, detail, 'invalidValue');
  }
  const { filter, sortBy, sortOrder } = request;
  const names = bindings.map(({ type }) => type.name);
  const question = [context.state.caller.accountId, names, filter, sortBy, sortOrder];
  const walk = request.cursor === '' ? undefined : await seal.open<WalkPosition>(request.cursor, question);
  const page = pageByWalk(context.state, searches, walk, limit);
  const text = listText(page, async ({ total, next }) => ({
    totalResults: total,
    nextCursor: next && (await seal.seal(next, question)),
  }));
  await respondInPieces(context, 200, text);
}

/** What directories ask before nearly every push: whether somebody is there. */
const byUserName = /^\s*userName\s+eq\s+"([^"\\]+)"\s*$/i;

function agentNamed(filter: string): RequestSubject | undefined {
  const [, name] = byUserName.exec(filter) ?? [];
  return name === undefined ? undefined : { type: 'agent', name };
}
