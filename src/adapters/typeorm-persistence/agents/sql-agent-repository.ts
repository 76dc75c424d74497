import type { AgentRepository } from '../../../application/ports/agent-repository.ts';
import type { GroupReader } from '../../../application/ports/group-repository.ts';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import { userNameTaken } from '../../../domain/agent/user-name-taken.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import { policyChanged } from '../policy/sql-policy-repository.ts';
import type { AccountScope } from '../scope/account-scope.ts';

import { insertRows, removeRow, updateRows } from './agent-rows.ts';
import { insertValues, removeValues, replaceValues } from './agent-value-rows.ts';
import type { AgentsTogether } from './agents-together.ts';
import type { ProfileAttributeNotes } from './profile-attribute-notes.ts';
import { SqlAgentReader } from './sql-agent-reader.ts';

export class SqlAgentRepository extends SqlAgentReader implements AgentRepository {
  constructor(
    scope: AccountScope,
    policies: AccountPolicies,
    groups: Pick<GroupReader, 'find'>,
    private readonly profileAttributes: ProfileAttributeNotes,
    private readonly together?: AgentsTogether,
  ) {
    super(scope, policies, groups, together);
  }

  async store(change: AgentChange): Promise<void> {
    if (change.events.length === 0) return;
    await (this.together?.store(this.scope, change) ?? this.write(change));
    this.scope.collect(change.events);
  }

  async storeProvisioned(changes: readonly AgentChange[]): Promise<void> {
    const agents = changes.map(({ state }) => state);
    await this.note(agents);
    const nameTaken = () =>
      new ConcurrentChange('Another transaction provisioned an agent with one of the userNames.');
    await insertRows(this.scope, agents, (why) => (why === 'duplicate' ? nameTaken() : policyChanged()));
    await insertValues(this.scope, agents);
    for (const { events } of changes) this.scope.collect(events);
  }

  async storeRevised(changes: readonly AgentChange[]): Promise<void> {
    const revised = changes.flatMap(({ before, state: after, events }) =>
      before === undefined || events.length === 0 ? [] : [{ before, after }],
    );
    if (revised.length === 0) return;
    await this.note(revised.map(({ after }) => after));
    const changedMeanwhile = () =>
      new ConcurrentChange('An agent, or the policy of the account, has changed in between.');
    await updateRows(this.scope, revised, changedMeanwhile);
    await replaceValues(this.scope, revised);
    for (const { events } of changes) this.scope.collect(events);
  }

  /** Writes the change, and not what it does to the journal. */
  private async write({ before, state: after, removes }: AgentChange): Promise<void> {
    if (before === undefined) await this.insert(after);
    else if (removes) await this.remove(before);
    else await this.replace(before, after);
  }

  private note(agents: readonly Agent[]): Promise<void> {
    return this.profileAttributes.note(this.scope, agents);
  }

  private async insert(agent: Agent): Promise<void> {
    // First, since it may refuse, and nothing may be written of an agent who is refused beside others.
    await this.note([agent]);
    const nameTaken = () => userNameTaken(agent.state.userName);
    await insertRows(this.scope, [agent], (why) => (why === 'duplicate' ? nameTaken() : policyChanged()));
    await insertValues(this.scope, [agent]);
  }

  private async replace(before: Agent, after: Agent): Promise<void> {
    // First, since it may refuse, and whoever is kept out all the same is written once more.
    await this.note([after]);
    await updateRows(this.scope, [{ before, after }], () => changedMeanwhile(before));
    await replaceValues(this.scope, [{ before, after }]);
  }

  private async remove(before: Agent): Promise<void> {
    await removeRow(this.scope, before, () => changedMeanwhile(before));
    await removeValues(this.scope, before);
  }
}

const changedMeanwhile = ({ state: { id, version } }: Agent): ConcurrentChange =>
  new ConcurrentChange(
    `The agent ${id} is no longer at version ${version}, or the account's policy has changed.`,
  );
