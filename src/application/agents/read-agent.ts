import type { AgentView } from '../../domain/agent/agent-view.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { agentNotFound } from './find-agent.ts';

/** An agent and the groups that it belongs to. */
export class ReadAgent {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws DomainError `agentNotFound`. */
  async execute(caller: Caller, id: AgentId): Promise<AgentView> {
    const view = await this.unitOfWork.read(caller, (scope) => scope.agents.view(id));
    if (view === undefined) throw agentNotFound(id);
    return view;
  }
}
