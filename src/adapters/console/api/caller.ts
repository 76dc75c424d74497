import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Permission } from '../../../domain/permission/permission.ts';
import type { CallerAnswer } from '../../koa-admin/answers/caller-answer.ts';
import { ask } from './ask.ts';

/** Who is signed in, and what that person may do. */
export const caller = queryOptions({
  queryKey: ['caller'],
  queryFn: ({ signal }) => ask<CallerAnswer>('caller', { signal }),
  staleTime: 60_000,
});

/** Whether the person may do something; nobody may before it is known. */
export function useMayDo(): (permission: Permission) => boolean {
  const { data } = useQuery(caller);
  return (permission) => data?.permissions.includes(permission) ?? false;
}
