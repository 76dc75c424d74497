import type { Agent, AgentChange, DesiredAgent } from '../../domain/agent/agent.ts';
import type { AgentView } from '../../domain/agent/agent-view.ts';
import type { AgentId } from '../../domain/shared/identifiers.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { Caller } from '../ports/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { UnitOfWork } from '../ports/unit-of-work.ts';
import { findAccount } from '../support/find-account.ts';
import type { RefusalRecorder } from '../support/refusal-recorder.ts';
import { requireVersion, type VersionCondition } from '../support/require-version.ts';
import type { AgentWriter } from './agent-writer.ts';
import { agentNotFound } from './find-agent.ts';

export interface AgentRevision {
  readonly id: AgentId;
  /** What the agent should be, from what it is. May be called more than once, so it must be pure. */
  readonly revise: (current: Agent) => DesiredAgent;
  /** Refuse unless the agent is at such a version. */
  readonly ifVersion?: VersionCondition;
}

/** Makes an agent what a directory or service wants it to be; a revision that changes nothing does nothing. */
export class ReviseAgent {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly accounts: AccountDirectory,
    private readonly refusals: RefusalRecorder,
    private readonly clock: Clock,
    private readonly writer: AgentWriter,
  ) {}

  /** @throws DomainError `agentNotFound`, `versionDiffers`, `ssoNotSetUp`, and what `Agent.revise` throws. */
  async execute(caller: Caller, { id, revise, ifVersion }: AgentRevision): Promise<AgentView> {
    const attempt = { action: 'ReviseAgent', target: { type: 'agent', id } } as const;
    return this.refusals.attempt(caller, attempt, async () => {
      const account = await findAccount(this.accounts, caller);
      return this.unitOfWork.transact(caller, async (scope) => {
        const view = await scope.agents.view(id);
        if (view === undefined) throw agentNotFound(id);
        const { agent, groups } = view;
        requireVersion('agent', agent.state, ifVersion);
        const { profileSchema } = await scope.policy.current();
        const change = agent.revise(revise(agent), this.clock.now(), profileSchema);
        if (!onlyDeactivates(change)) account.requireSso();
        return this.writer.store(scope, change, groups);
      });
    });
  }
}

// Whoever may no longer sign in must be kept out whatever became of the account's Single Sign-On.
const onlyDeactivates = (change: AgentChange): boolean =>
  change.events.every((event) => event.type === 'AgentDeactivated');
