import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Permission } from '../../../domain/permission/permission.ts';
import { caller } from '../api/caller.ts';
import { permissionMissing } from '../api/problem.ts';
import { Failure } from './failure.tsx';
import { Loading } from './loading.tsx';

interface PermittedProps {
  /** Whoever has none of them is refused. */
  readonly anyOf: readonly Permission[];
  readonly children: ReactNode;
}

/** What not everybody may see or do. Whoever may not is told so at once, and neither asks for it in vain nor fills in a form. */
export function Permitted({ anyOf, children }: PermittedProps) {
  const { data } = useQuery(caller);
  if (data === undefined) return <Loading />;
  if (anyOf.some((permission) => data.permissions.includes(permission))) return children;
  return <Failure error={permissionMissing(anyOf)} />;
}
