import type { Agent } from '../../domain/agent/agent.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { Caller } from '../ports/caller.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { findAgent } from './find-agent.ts';

export class ReadAgent {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws DomainError `agentNotFound`. */
  async execute(caller: Caller, id: AgentId): Promise<Agent> {
    return this.unitOfWork.read(caller, (scope) => findAgent(scope.agents, id));
  }
}
