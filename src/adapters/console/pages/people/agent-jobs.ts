import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { AgentJobAnswer, AgentJobResultAnswer } from '../../../koa-admin/answers/agent-job-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';

/** Progress is no event of the account, hence it is asked for. */
const underWayMilliseconds = 500;
/** The same of all jobs, of which it is only told that they are there. */
const listMilliseconds = 3000;
/** As many as a job has at most. */
export const agentsPerJobMax = 1000;

const pathOf = (id: string): string => `agent-jobs/${encodeURIComponent(id)}`;

export const isUnderWay = ({ status }: AgentJobAnswer): boolean =>
  status === 'underWay' || status === 'cancelling';

/** How far a job is, until it has ended. */
export const agentJobOf = (id: string) =>
  queryOptions({
    queryKey: ['agent-jobs', id],
    queryFn: ({ signal }) => ask<AgentJobAnswer>(pathOf(id), { signal }),
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? underWayMilliseconds : false),
  });

/** What came of each when so many had had their turn; refusals first, since somebody has to do something about them. */
export const resultsOf = ({ id, worked }: Pick<AgentJobAnswer, 'id' | 'worked'>) =>
  queryOptions({
    queryKey: ['agent-jobs', id, 'agents', worked],
    queryFn: async ({ signal }) => {
      const query = { limit: agentsPerJobMax };
      const { items } = await ask<PageOf<AgentJobResultAnswer>>(`${pathOf(id)}/agents`, { query, signal });
      const rank = ({ outcome }: AgentJobResultAnswer) => (outcome === 'refused' ? 0 : 1);
      return items.toSorted((left, right) => rank(left) - rank(right));
    },
    placeholderData: keepPreviousData,
  });

/** The jobs of the account, the newest first. */
export const agentJobs = queryOptions({
  queryKey: ['agent-jobs'],
  queryFn: ({ signal }) => ask<PageOf<AgentJobAnswer>>('agent-jobs', { signal }),
  refetchInterval: ({ state: { data } }) => (data?.items.some(isUnderWay) ? listMilliseconds : false),
});

export interface JobRequest {
  readonly action: AgentJobAnswer['action'];
  readonly ids: readonly string[];
  readonly reason?: string;
}

export const startJob = (body: JobRequest) => ask<AgentJobAnswer>('agent-jobs', { method: 'POST', body });

export const cancelJob = (id: string) =>
  ask<AgentJobAnswer>(`${pathOf(id)}/cancel`, { method: 'POST', body: {} });
