import { IsInt, Max, Min } from 'class-validator';
import { type AgentJobResult, agentsPerJobMax } from '../../domain/agent/agent-job.ts';
import { Optional } from '../input/optional.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AgentJobReference } from './job/agent-job-reference.ts';
import { findAgentJob } from './job/find-agent-job.ts';

export class AgentJobResultsListing extends AgentJobReference {
  /** How many to pass over; 0 where it is not said. */
  @Optional()
  @IsInt()
  @Min(0)
  readonly from?: number;

  @IsInt()
  @Min(1)
  @Max(agentsPerJobMax)
  readonly limit!: number;
}

export interface AgentJobResults {
  readonly results: readonly AgentJobResult[];
  /** `from` of the next page; absent on the last one. */
  readonly next?: number;
}

/**
 * What came of each agent's turn in a job, in the order of the turns. Agents that were not there when it started come first.
 *
 * @throws DomainError `agentJobNotFound`.
 */
export const listAgentJobResults = defineUseCase({
  name: 'ListAgentJobResults',
  permission: 'agentJobs:read',
  kind: 'reads',
  input: AgentJobResultsListing,
  target: ({ id }) => ({ type: 'agentJob', id }),
  run: async ({ agentJobs }, _, { id, from = 0, limit }): Promise<AgentJobResults> => {
    const job = await findAgentJob(agentJobs, id);
    const next = from + limit;
    return { results: job.results(from, limit), ...(next < job.state.agents.length && { next }) };
  },
});
