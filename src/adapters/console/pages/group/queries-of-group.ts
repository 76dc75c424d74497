import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
import type { ExceptionAnswer } from '../../../koa-admin/answers/exception-answer.ts';
import type { GroupAnswer } from '../../../koa-admin/answers/group-answer.ts';
import type { MemberAnswer } from '../../../koa-admin/answers/member-answer.ts';
import type { MembershipAnswer } from '../../../koa-admin/answers/membership-answer.ts';
import { ask } from '../../api/ask.ts';
import { caller, useMayDo } from '../../api/caller.ts';
import type { PageOf } from '../../api/page-of.ts';

const membersPerPage = 100;

export const pathOf = (id: string): string => `groups/${encodeURIComponent(id)}`;

export const pathOfException = (id: string, agentId: string): string =>
  `${pathOf(id)}/exceptions/${encodeURIComponent(agentId)}`;

export const groupOf = (id: string) =>
  queryOptions({
    queryKey: ['group', id],
    queryFn: ({ signal }) => ask<GroupAnswer>(pathOf(id), { signal }),
  });

export const membersOf = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['group', id, 'members'],
    queryFn: ({ pageParam, signal }) =>
      ask<PageOf<MemberAnswer>>(`${pathOf(id)}/members`, {
        query: { cursor: pageParam, limit: membersPerPage },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ items, next }) => (items.length < membersPerPage ? undefined : next),
  });

export const exceptionsOf = (id: string) =>
  queryOptions({
    queryKey: ['group', id, 'exceptions'],
    queryFn: ({ signal }) => ask<PageOf<ExceptionAnswer>>(`${pathOf(id)}/exceptions`, { signal }),
  });

export const membershipOf = (id: string, agentId: string) =>
  queryOptions({
    queryKey: ['group', id, 'membership', agentId],
    queryFn: ({ signal }) =>
      ask<MembershipAnswer>(`${pathOf(id)}/members/${encodeURIComponent(agentId)}`, { signal }),
  });

/** As which version the group is to be changed: another one means that somebody was faster. */
export const tagOf = ({ version }: GroupAnswer): string => `W/"${version}"`;

/** Whether the person may say who belongs to the group by naming members. */
export function useMayName({ governedBy, grantedTo }: GroupAnswer): boolean {
  const mayRevise = useMayDo()('groups:revise');
  const { data } = useQuery(caller);
  if (!mayRevise || governedBy !== 'hand' || data === undefined) return false;
  const { role, id } = data.principal;
  return role !== 'limitedAdmin' || (id !== undefined && grantedTo.includes(id));
}
