import { queryOptions } from '@tanstack/react-query';
import type { AgentAnswer } from '../../koa-admin/answers/agent-answer.ts';
import { ask } from '../api/ask.ts';

export const agentOf = (id: string) =>
  queryOptions({
    queryKey: ['agent', id],
    queryFn: ({ signal }) => ask<AgentAnswer>(`agents/${encodeURIComponent(id)}`, { signal }),
  });
