import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import type { TemplateAnswer } from '../../../koa-admin/answers/template-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';
import type { GroupsSearch } from './groups-search.ts';

const rowsPerPage = 100;

/** The groups that are found by name, page by page. */
export const groupsOf = ({ q, kind }: GroupsSearch) =>
  infiniteQueryOptions({
    queryKey: ['groups', { q, kind }],
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<GroupAnswer>>('groups', {
        query: { search: q, kind, byName: true, cursor: pageParam, limit: rowsPerPage },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    // What was found before stays while somebody types.
    placeholderData: keepPreviousData,
  });

export const templates = queryOptions({
  queryKey: ['group-templates'],
  queryFn: ({ signal }) => ask<PageOf<TemplateAnswer>>('group-templates', { signal }),
});
