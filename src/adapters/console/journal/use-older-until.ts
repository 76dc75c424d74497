import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EntryAnswer } from '../../koa-admin/answers/entry-answer.ts';
import type { PageOf } from '../api/page-of.ts';

/** Further back somebody goes by hand: each page is a request. */
const pagesSoughtMax = 5;

type Rows<Page> = Pick<
  UseInfiniteQueryResult<InfiniteData<Page>>,
  'data' | 'hasNextPage' | 'isFetchingNextPage' | 'isPlaceholderData' | 'fetchNextPage'
>;

/**
 * Goes on to older rows until one is there: much may have happened since somebody made the link in which it is open.
 *
 * @param isThere - whether a page has it; absent where none is looked for.
 */
export function useOlderUntil<Page>(query: Rows<Page>, isThere: ((page: Page) => boolean) | undefined): void {
  const { data, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage } = query;
  useEffect(() => {
    if (isThere === undefined || data === undefined || isPlaceholderData) return;
    if (!hasNextPage || isFetchingNextPage) return;
    if (data.pages.length < pagesSoughtMax && !data.pages.some(isThere)) void fetchNextPage();
  });
}

/** @param position - of an entry; nothing is looked for where it is none. */
export const isAt = (position: unknown) =>
  typeof position === 'number'
    ? ({ items }: PageOf<EntryAnswer>) => items.some((entry) => entry.position <= position)
    : undefined;
