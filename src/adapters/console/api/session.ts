import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Permission } from '../../../domain/permission/permission.ts';
import type { Role } from '../../../domain/role/role.ts';
import { ask } from './ask.ts';

/** Who is signed in, and what that person may do. */
export interface CurrentSession {
  readonly account: { readonly id: string; readonly name: string };
  readonly person: {
    readonly name: string;
    readonly role: Role;
    /** As people read it. */
    readonly roleName: string;
    /** Absent for an owner whom no directory has assigned. */
    readonly agentId?: string;
  };
  readonly permissions: readonly Permission[];
}

export const currentSession = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => ask<CurrentSession>('session', { signal }),
  staleTime: 60_000,
});

/** Whether the person may do something; nobody may before it is known. */
export function useMayDo(): (permission: Permission) => boolean {
  const { data } = useQuery(currentSession);
  return (permission) => data?.permissions.includes(permission) ?? false;
}
