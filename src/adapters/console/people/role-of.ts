import { queryOptions } from '@tanstack/react-query';
import type { ExplainedRoleAnswer } from '../../koa-admin/answers/role-answers.ts';
import { ask } from '../api/ask.ts';

/** Which role somebody has, and through what. */
export const roleOf = (id: string) =>
  queryOptions({
    queryKey: ['agent', id, 'role'],
    queryFn: ({ signal }) => ask<ExplainedRoleAnswer>(`agents/${encodeURIComponent(id)}/role`, { signal }),
  });
