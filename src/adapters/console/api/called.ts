import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AgentAnswer } from '../../koa-admin/answers/agent-answer.ts';
import type { GroupAnswer } from '../../koa-admin/answers/group-answer.ts';
import { ask } from './ask.ts';
import type { PageOf } from './page-of.ts';

const foundMax = 8;

const called = <Item>(path: string, search: string, query: Readonly<Record<string, boolean | number>>) =>
  queryOptions({
    queryKey: [path, 'called', search, query],
    queryFn: ({ signal }) =>
      ask<PageOf<Item>>(path, { query: { search: search || undefined, ...query }, signal }),
    // What was found before stays while somebody types.
    placeholderData: keepPreviousData,
  });

/** People whose names or addresses begin so, a few of them. */
export const agentsCalled = (text: string) => called<AgentAnswer>('agents', text, { limit: foundMax });

/** Groups whose names have the text in them, by name. */
export const groupsCalled = (text: string, limit = foundMax) =>
  called<GroupAnswer>('groups', text, { byName: true, limit });
