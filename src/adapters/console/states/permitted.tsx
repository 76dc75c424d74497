import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Permission } from '../../../domain/permission/permission.ts';
import { caller } from '../api/caller.ts';
import { permissionMissing } from '../api/problem.ts';
import { Answered } from './answered.tsx';
import { Failure } from './failure.tsx';

interface PermittedProps {
  /** Whoever has none of them is refused. */
  readonly anyOf: readonly Permission[];
  readonly children: ReactNode;
}

/** What not everybody may see or do. Whoever may not is told so at once, and neither asks for it in vain nor fills in a form. */
export const Permitted = ({ anyOf, children }: PermittedProps) => (
  <Answered query={useQuery(caller)}>
    {({ permissions }) =>
      anyOf.some((permission) => permissions.includes(permission)) ? (
        children
      ) : (
        <Failure error={permissionMissing(anyOf)} />
      )
    }
  </Answered>
);
