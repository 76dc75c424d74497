import type { Caller } from '../../application/ports/caller.ts';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { EventLog } from '../../application/ports/event-log.ts';
import { entryOfRefusal } from '../../application/ports/journal-entry.ts';
import type { ReadScope, UnitOfWork, WriteScope } from '../../application/ports/unit-of-work.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { SqlApiTokenRepository } from './access/sql-api-token-repository.ts';
import { SqlAccountRepository } from './accounts/sql-account-repository.ts';
import { AgentLookUps } from './agents/agent-look-ups.ts';
import { AgentsTogether } from './agents/agents-together.ts';
import { SqlAgentReader } from './agents/sql-agent-reader.ts';
import { SqlAgentRepository } from './agents/sql-agent-repository.ts';
import type { RetryingConnections } from './connections/retrying-connections.ts';
import type { SqlConnection } from './connections/sql-connection.ts';
import type { SqlDialect } from './dialects/sql-dialect.ts';
import { borrowerOf } from './gathering/gathered-work.ts';
import { FallenApart, type Outcome, outcomeOf, requireApart } from './gathering/outcomes.ts';
import { Together, type Works } from './gathering/together.ts';
import { SqlGroupRepository } from './groups/sql-group-repository.ts';
import { SqlGroupTemplateRepository } from './groups/sql-group-template-repository.ts';
import { AccountPolicies } from './policy/account-policies.ts';
import { requirePolicyUnchanged, SqlPolicyRepository } from './policy/sql-policy-repository.ts';
import { ProfileAttributeCatalogue } from './profile-attributes/profile-attribute-catalogue.ts';
import { SqlProfileAttributeRepository } from './profile-attributes/sql-profile-attribute-repository.ts';
import { SqlUnkeptAttributeRepository } from './profile-attributes/sql-unkept-attribute-repository.ts';
import { AccountScope } from './scope/account-scope.ts';
import { LentAccountConnection } from './scope/lent-account-connection.ts';

export class SqlUnitOfWork implements UnitOfWork {
  private readonly profileAttributes = new ProfileAttributeCatalogue();
  private readonly policies = new AccountPolicies();
  private readonly changes: Together<WriteScope>;
  private readonly lookUps: Together<ReadScope>;

  constructor(
    private readonly connections: RetryingConnections,
    private readonly dialect: SqlDialect,
    private readonly eventLog: EventLog,
    private readonly eventFeed: EventFeed,
  ) {
    this.changes = new Together(connections, {
      alone: (caller, work) => this.change(caller, work),
      together: (works) => this.changeTogether(works),
    });
    this.lookUps = new Together(connections, {
      alone: (caller, work) => this.look(caller, work),
      together: (works) => this.lookTogether(works),
    });
  }

  transact<Result>(
    caller: Caller,
    work: (scope: WriteScope) => Promise<Result>,
    changesOne?: string,
  ): Promise<Result> {
    return changesOne === undefined ? this.change(caller, work) : this.changes.do(caller, work, changesOne);
  }

  read<Result>(
    caller: Caller,
    work: (scope: ReadScope) => Promise<Result>,
    looksUpOne = false,
  ): Promise<Result> {
    return looksUpOne ? this.lookUps.do(caller, work) : this.look(caller, work);
  }

  private async change<Result>(
    caller: Caller,
    work: (scope: WriteScope) => Promise<Result>,
  ): Promise<Result> {
    // Only the last try is the one that was committed.
    let committed: AccountScope | undefined;
    const result = await this.connections.transact(caller, async (connection, triesBefore) => {
      const scope = new AccountScope(connection, this.dialect, caller, triesBefore > 0);
      committed = scope;
      const lent = new LentAccountConnection(connection, scope);
      const done = await refusedByCurrentPolicy(scope, () => work(this.writeScopeOf(scope, lent)));
      // Last before the commit: readers by position count on it (decision 10).
      if (scope.entries.length > 0) await this.eventLog.append(lent, scope.entries);
      scope.seal();
      return done;
    });
    for (const act of committed?.afterCommit ?? []) act();
    return result;
  }

  private look<Result>(caller: Caller, work: (scope: ReadScope) => Promise<Result>): Promise<Result> {
    return this.connections.read(caller, (connection) =>
      work(this.readScopeOf(connection, new AccountScope(connection, this.dialect, caller, false))),
    );
  }

  private async changeTogether(works: Works<WriteScope>): Promise<readonly Outcome<WriteScope>[]> {
    let committed: AccountScope | undefined;
    const outcomes = await this.connections.transact(borrowerOf(works), async (connection) => {
      const common = new AccountScope(connection, this.dialect, works[0].caller, false);
      committed = common;
      const lent = new LentAccountConnection(connection, common);
      const groups = new SqlGroupRepository(common, this.policies);
      const writer = new SqlAgentRepository(common, this.policies, groups, this.profileAttributes);
      const together = new AgentsTogether(common, this.policies, writer);
      const outcomes = await Promise.all(
        works.map((work) => {
          const scope = new AccountScope(connection, this.dialect, work.caller, false, true);
          const run = () => work.run(this.writeScopeOf(scope, lent, together));
          return outcomeOf(work, scope, () => refusedByCurrentPolicy(scope, run));
        }),
      );
      requireApart(outcomes);
      if (together.failure !== undefined) throw new FallenApart(undefined, { cause: together.failure });
      const entries = outcomes.flatMap(({ scope, error }) => (error === undefined ? scope.entries : []));
      if (entries.length > 0) await this.eventLog.append(lent, entries);
      common.seal();
      return outcomes;
    });
    for (const act of committed?.afterCommit ?? []) act();
    return outcomes;
  }

  private lookTogether(works: Works<ReadScope>): Promise<readonly Outcome<ReadScope>[]> {
    return this.connections.read(borrowerOf(works), async (connection) => {
      const common = new AccountScope(connection, this.dialect, works[0].caller, false);
      const together = new AgentLookUps(common, this.policies);
      const outcomes = await Promise.all(
        works.map((work) => {
          const scope = new AccountScope(connection, this.dialect, work.caller, false);
          return outcomeOf(work, scope, () => work.run(this.readScopeOf(connection, scope, together)));
        }),
      );
      requireApart(outcomes);
      return outcomes;
    });
  }

  private readScopeOf(connection: SqlConnection, scope: AccountScope, lookUps?: AgentLookUps): ReadScope {
    const journal = this.eventFeed.on(new LentAccountConnection(connection, scope));
    const repositories = this.repositoriesOf(scope);
    const agents = new SqlAgentReader(scope, this.policies, repositories.groups, lookUps);
    return { ...repositories, agents, journal };
  }

  private writeScopeOf(
    scope: AccountScope,
    lent: LentAccountConnection,
    together?: AgentsTogether,
  ): WriteScope {
    return {
      ...this.repositoriesOf(scope, together),
      journal: this.eventFeed.on(lent),
      recordRefusal: (attempt, refusal, at) =>
        scope.entries.push(entryOfRefusal(scope.caller, attempt, refusal, at)),
    };
  }

  private repositoriesOf(
    scope: AccountScope,
    together?: AgentsTogether,
  ): Omit<WriteScope, 'journal' | 'recordRefusal'> {
    const groups = new SqlGroupRepository(scope, this.policies);
    return {
      agents: new SqlAgentRepository(scope, this.policies, groups, this.profileAttributes, together),
      groups,
      groupTemplates: new SqlGroupTemplateRepository(scope),
      policy: new SqlPolicyRepository(scope, this.policies),
      profileAttributes: new SqlProfileAttributeRepository(scope),
      unkeptAttributes: new SqlUnkeptAttributeRepository(scope),
      accounts: new SqlAccountRepository(scope),
      tokens: new SqlApiTokenRepository(scope),
    };
  }
}

/** What is refused under a policy that is out of date may be right under the one that took its place. */
async function refusedByCurrentPolicy<Result>(
  scope: AccountScope,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) await requirePolicyUnchanged(scope);
    throw error;
  }
}
