import { listResponse } from '../../../scim/messages/list-response.ts';
import { streamedText } from '../streamed-text.ts';
import type { ListEnd, ResourcesOfPage } from './result-page.ts';

/** What is said of a list besides its resources. */
interface ListDescription {
  readonly totalResults: number;
  readonly startIndex?: number;
  readonly nextCursor?: string;
}

/** Resources are written together up to about as many characters: each piece costs several turns. */
const pieceCharacters = 16_384;

/** The ListResponse (RFC 7644 section 3.4.2) of a page, a few resources at a time. The numbers come last, when they are known. */
export async function* listText(
  page: AsyncGenerator<ResourcesOfPage, ListEnd>,
  describe: (end: ListEnd) => ListDescription | Promise<ListDescription>,
): AsyncGenerator<string> {
  let text = '{"Resources":[';
  let itemsPerPage = 0;
  let read = await page.next();
  for (; !read.done; read = await page.next()) {
    const { resources, show } = read.value;
    for (const stored of resources) {
      if (itemsPerPage > 0) text += ',';
      itemsPerPage += 1;
      if (stored.streamed === undefined) text += JSON.stringify(show(stored));
      if (stored.streamed === undefined && text.length < pieceCharacters) continue;
      yield text;
      text = '';
      if (stored.streamed !== undefined) yield* streamedText(stored, stored.streamed, show);
    }
  }
  const { Resources: _, ...message } = listResponse({ resources: [], ...(await describe(read.value)) });
  yield `${text}],${JSON.stringify({ ...message, itemsPerPage }).slice(1)}`;
}
