import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';
import type { PeopleSearch } from './people-search.ts';

const rowsPerPage = 100;

const people = (search: PeopleSearch) =>
  infiniteQueryOptions({
    queryKey: ['agents', search],
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<AgentAnswer>>('agents', {
        query: { ...parametersOf(search), cursor: pageParam, limit: rowsPerPage },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    // What was found before stays while somebody types.
    placeholderData: keepPreviousData,
  });

/** The people that are found, page by page as far as somebody scrolls. */
export const usePeople = (search: PeopleSearch) => useInfiniteQuery(people(search));

function parametersOf({ q, filter, status, sort, descending }: PeopleSearch) {
  const ofStatus = status && `active eq ${status === 'active'}`;
  return {
    search: q,
    // A filter by itself goes as it was typed, so that what is wrong is told at its place.
    filter: filter && ofStatus ? `(${filter}) and ${ofStatus}` : (filter ?? ofStatus),
    sortBy: sort,
    descending,
  };
}
