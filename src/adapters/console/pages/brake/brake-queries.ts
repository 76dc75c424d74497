import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { AgentAnswer } from '../../../koa-admin/answers/agent-answer.ts';
import type { AgentJobAnswer } from '../../../koa-admin/answers/agent-job-answer.ts';
import type { BrakeAnswer } from '../../../koa-admin/answers/brake-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';

/** While agents are brought back, that is asked for which no event tells. */
const underWayMilliseconds = 3000;

export const brake = queryOptions({
  queryKey: ['brake'],
  queryFn: ({ signal }) => ask<BrakeAnswer>('brake', { signal }),
  refetchInterval: ({ state: { data } }) => (data?.wave?.job ? underWayMilliseconds : false),
});

/** Who would come back. */
export const agentsToBringBack = infiniteQueryOptions({
  queryKey: ['brake', 'agents'],
  queryFn: ({ pageParam, signal }) =>
    ask<PageOf<AgentAnswer>>('brake/agents', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next,
});

/** Sets the brake as it was seen: another version means that somebody was faster. */
export const setBrake = (body: Partial<BrakeAnswer>, { version }: BrakeAnswer) =>
  ask<BrakeAnswer>('brake', { method: 'PATCH', body, ifMatch: `W/"${version}"` });

export const goOn = () => ask<BrakeAnswer>('brake/go-on', { method: 'POST', body: {} });

export const bringBack = (reason: string | undefined) =>
  ask<AgentJobAnswer>('brake/bring-back', { method: 'POST', body: { reason } });

/** Of somebody whom the directory deactivated: nothing brings the person back then. */
export const keepOut = (id: string) =>
  ask(`agents/${encodeURIComponent(id)}/deactivate`, { method: 'POST', body: {} });
