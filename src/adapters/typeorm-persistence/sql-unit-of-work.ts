import type { Caller } from '../../application/ports/caller.ts';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { EventLog } from '../../application/ports/event-log.ts';
import { entryOfRefusal } from '../../application/ports/journal-entry.ts';
import type { ReadScope, UnitOfWork, WriteScope } from '../../application/ports/unit-of-work.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { SqlApiTokenRepository } from './access/sql-api-token-repository.ts';
import { SqlAccountRepository } from './accounts/sql-account-repository.ts';
import { SqlAgentRepository } from './agents/sql-agent-repository.ts';
import type { RetryingConnections } from './connections/retrying-connections.ts';
import type { SqlDialect } from './dialects/sql-dialect.ts';
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

  constructor(
    private readonly connections: RetryingConnections,
    private readonly dialect: SqlDialect,
    private readonly eventLog: EventLog,
    private readonly eventFeed: EventFeed,
  ) {}

  async transact<Result>(caller: Caller, work: (scope: WriteScope) => Promise<Result>): Promise<Result> {
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

  read<Result>(caller: Caller, work: (scope: ReadScope) => Promise<Result>): Promise<Result> {
    return this.connections.read(caller, (connection) => {
      const scope = new AccountScope(connection, this.dialect, caller, false);
      const journal = this.eventFeed.on(new LentAccountConnection(connection, scope));
      return work({ ...this.repositoriesOf(scope), journal });
    });
  }

  private writeScopeOf(scope: AccountScope, lent: LentAccountConnection): WriteScope {
    return {
      ...this.repositoriesOf(scope),
      journal: this.eventFeed.on(lent),
      recordRefusal: (attempt, refusal, at) =>
        scope.entries.push(entryOfRefusal(scope.caller, attempt, refusal, at)),
    };
  }

  private repositoriesOf(scope: AccountScope): Omit<WriteScope, 'journal' | 'recordRefusal'> {
    const groups = new SqlGroupRepository(scope, this.policies);
    return {
      agents: new SqlAgentRepository(scope, this.policies, groups, this.profileAttributes),
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
