import { IsInt, Max, Min } from 'class-validator';
import type { AgentView } from '../../domain/membership/agent-view.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import { IsIdentifier } from '../input/is-identifier.ts';
import { Optional } from '../input/optional.ts';
import { resourcesPerPageMax } from '../ports/list-page.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { agentsOfWave } from './brake/agents-of-wave.ts';

export class AgentsToBringBackListing {
  /** The agent behind whom the page begins; the first page where it is not said. */
  @Optional()
  @IsIdentifier()
  readonly after?: AgentId;

  @IsInt()
  @Min(1)
  @Max(resourcesPerPageMax)
  readonly limit!: number;
}

export interface AgentsToBringBack {
  readonly agents: readonly AgentView[];
  /** `after` of the next page; absent on the last one. */
  readonly next?: AgentId;
}

/**
 * The agents who would come back: whom the directory deactivated in the wave, and who are out for no other reason. Nobody where there is
 * no wave.
 */
export const listAgentsToBringBack = defineUseCase({
  name: 'ListAgentsToBringBack',
  permission: 'agentJobs:read',
  kind: 'reads',
  input: AgentsToBringBackListing,
  readsJournal: () => true,
  run: async (scope, _, { after, limit }): Promise<AgentsToBringBack> => {
    const { wave } = (await scope.brake.find()).state;
    if (wave === undefined) return { agents: [] };
    const agents = await agentsOfWave(scope, wave, after, limit);
    return agents.length < limit ? { agents } : { agents, next: agents.at(-1)?.agent.state.id };
  },
});
