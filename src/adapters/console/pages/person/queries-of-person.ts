import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EntryAnswer } from '../../../koa-admin/answers/entry-answer.ts';
import type { MembershipAnswer } from '../../../koa-admin/answers/membership-answer.ts';
import type { TracedAttributeAnswer } from '../../../koa-admin/answers/traced-attribute-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';

const entriesPerPage = 25;
const pathOf = (id: string): string => `agents/${encodeURIComponent(id)}`;

/** Where each attribute came from. */
export const attributesOf = (id: string) =>
  queryOptions({
    queryKey: ['agent', id, 'attributes'],
    queryFn: ({ signal }) => ask<PageOf<TracedAttributeAnswer>>(`${pathOf(id)}/attributes`, { signal }),
  });

export const membershipsOf = (id: string) =>
  queryOptions({
    queryKey: ['agent', id, 'groups'],
    queryFn: ({ signal }) => ask<PageOf<MembershipAnswer>>(`${pathOf(id)}/groups`, { signal }),
  });

export const timelineOf = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['agent', id, 'timeline'],
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<EntryAnswer>>(`${pathOf(id)}/timeline`, {
        query: { cursor: pageParam, limit: entriesPerPage },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ items, next }) => (items.length < entriesPerPage ? undefined : next),
  });
