import { randomUUID } from 'node:crypto';
import type { OpenStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import { storeAgent } from '../../src/application/agents/agent/store-agent.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { JournalEntry } from '../../src/application/ports/journal-entry.ts';
import type { ListPage, ListQuery } from '../../src/application/ports/list-page.ts';
import { everyone } from '../../src/criteria/criteria.ts';
import { Agent, type AgentChange } from '../../src/domain/agent/agent.ts';
import type { DesiredAgent } from '../../src/domain/agent/desired-agent.ts';
import type { AgentView } from '../../src/domain/membership/agent-view.ts';
import { type AccountId, type AgentId, accountId, agentId } from '../../src/domain/shared/identifiers.ts';
import { desired, later, noon } from './agents.ts';
import { readJournal } from './open-storage.ts';

/** A caller in an account of its own, so that tests on one database do not meet. */
export const callerIn = (account: AccountId = accountId(randomUUID())): Caller => ({
  accountId: account,
  principal: { kind: 'service', name: 'test' },
  source: 'in process',
  requestId: randomUUID(),
});

/** The same caller, who gives up soon: for what conflicts for ever, or never gets an answer. */
export const hurried = (caller: Caller, milliseconds = 300): Caller => ({
  ...caller,
  deadline: performance.now() + milliseconds,
});

let made = 0;
/** An agent's provisioning, not stored yet; ids grow. */
export function provisioning(caller: Caller, fields: Partial<DesiredAgent> = {}): AgentChange {
  made += 1;
  const id = agentId(`0199d2a0-0000-7000-8000-${String(made).padStart(12, '0')}`);
  return Agent.provision(
    id,
    caller.accountId,
    desired({ userName: `agent-${made}@example.com`, ...fields }),
    noon,
  );
}

/** What a test asks of an open storage, one call each. */
export class StoredAgents {
  constructor(
    readonly open: OpenStorage,
    readonly caller: Caller = callerIn(),
  ) {}

  async store(...changes: AgentChange[]): Promise<void> {
    await this.open.unitOfWork.transact(this.caller, async (scope) => {
      for (const change of changes) await scope.agents.store(change);
    });
  }

  async provision(fields: Partial<DesiredAgent> = {}): Promise<Agent> {
    const change = provisioning(this.caller, fields);
    await this.store(change);
    return change.state;
  }

  /** As the use case does: an agent that is removed leaves its groups. */
  async remove(agent: Agent): Promise<void> {
    await this.open.unitOfWork.transact(this.caller, async (scope) => {
      await storeAgent(scope, { next: () => randomUUID() }, agent.remove(later));
    });
  }

  find(id: AgentId): Promise<Agent | undefined> {
    return this.open.unitOfWork.read(this.caller, (scope) => scope.agents.find(id));
  }

  /** Reads, revises and stores, as the use case does. */
  revise(id: AgentId, revision: (current: Agent) => Partial<DesiredAgent>): Promise<void> {
    return this.open.unitOfWork.transact(this.caller, async (scope) => {
      const agent = await scope.agents.find(id);
      if (agent === undefined) throw new Error('The agent is gone.');
      await scope.agents.store(agent.revise({ ...agent.desired(), ...revision(agent) }, noon));
    });
  }

  list(query: Partial<ListQuery> = {}, withGroups = false): Promise<ListPage<AgentView>> {
    const asked = { criteria: everyone, from: 0, limit: 100, withTotal: true, ...query };
    return this.open.unitOfWork.read(this.caller, (scope) => scope.agents.list(asked, withGroups));
  }

  async journal(): Promise<readonly JournalEntry[]> {
    return readJournal(this.open, this.caller, async (journal) =>
      [...(await journal.latest({ limit: 1000 }))].reverse(),
    );
  }

  async actions(): Promise<string[]> {
    return (await this.journal()).map(({ action }) => action);
  }
}
