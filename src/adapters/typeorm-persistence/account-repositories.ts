import type { BrakeReader } from '../../application/ports/brake-repository.ts';
import type { EventFeed, JournalReader } from '../../application/ports/event-feed.ts';
import type { EventLog } from '../../application/ports/event-log.ts';
import { entryOfRefusal } from '../../application/ports/journal-entry.ts';
import type { PolicyReader } from '../../application/ports/policy-repository.ts';
import type { ReadScope, WriteScope } from '../../application/ports/unit-of-work.ts';
import { SqlApiTokenRepository } from './access/sql-api-token-repository.ts';
import { SqlAccountRepository } from './accounts/sql-account-repository.ts';
import type { AgentLookUps } from './agents/agent-look-ups.ts';
import type { AgentsTogether } from './agents/agents-together.ts';
import type { ProfileAttributeNotes } from './agents/profile-attribute-notes.ts';
import { SqlAgentJobRepository } from './agents/sql-agent-job-repository.ts';
import { SqlAgentReader } from './agents/sql-agent-reader.ts';
import { SqlAgentRepository } from './agents/sql-agent-repository.ts';
import type { BrakeTogether } from './brake/brake-together.ts';
import { SqlBrakeRepository } from './brake/sql-brake-repository.ts';
import { SqlErasureRepository } from './erasure/sql-erasure-repository.ts';
import { SqlGroupReader } from './groups/sql-group-reader.ts';
import { SqlGroupRepository } from './groups/sql-group-repository.ts';
import { SqlGroupTemplateRepository } from './groups/sql-group-template-repository.ts';
import { SqlIdempotentRequestRepository } from './idempotency/sql-idempotent-request-repository.ts';
import type { AccountPolicies } from './policy/account-policies.ts';
import { SqlPolicyRepository } from './policy/sql-policy-repository.ts';
import { SqlProfileAttributeRepository } from './profile-attributes/sql-profile-attribute-repository.ts';
import { SqlUnkeptAttributeRepository } from './profile-attributes/sql-unkept-attribute-repository.ts';
import { SqlRequestRepository } from './requests/sql-request-repository.ts';
import type { AccountScope } from './scope/account-scope.ts';
import type { LentAccountConnection } from './scope/lent-account-connection.ts';
import { AccountLists } from './search/account-lists.ts';
import type { KnownLists } from './search/known-lists.ts';
import { SqlSessionRepository } from './sessions/sql-session-repository.ts';
import { SqlSignInLinkRepository } from './sign-in/sql-sign-in-link-repository.ts';
import { SqlSignInRepository } from './sign-in/sql-sign-in-repository.ts';
import { SqlSsoConnectionRepository } from './sign-in/sql-sso-connection-repository.ts';

/** What the process holds for all accounts. */
export interface HeldForAccounts {
  readonly policies: AccountPolicies;
  readonly profileAttributes: ProfileAttributeNotes;
  readonly eventLog: EventLog;
  readonly eventFeed: EventFeed;
  readonly knownLists: KnownLists;
}

/** The repositories of one account, each made when it is asked for: most work asks for one or two of them. */
abstract class AccountRepositories {
  constructor(
    readonly scope: AccountScope,
    protected readonly held: HeldForAccounts,
    protected readonly lent: LentAccountConnection,
  ) {}

  get groupTemplates(): SqlGroupTemplateRepository {
    return new SqlGroupTemplateRepository(this.scope);
  }

  get profileAttributes(): SqlProfileAttributeRepository {
    return new SqlProfileAttributeRepository(this.scope);
  }

  get unkeptAttributes(): SqlUnkeptAttributeRepository {
    return new SqlUnkeptAttributeRepository(this.scope);
  }

  get accounts(): SqlAccountRepository {
    return new SqlAccountRepository(this.scope);
  }

  get agentJobs(): SqlAgentJobRepository {
    return new SqlAgentJobRepository(this.scope);
  }

  get tokens(): SqlApiTokenRepository {
    return new SqlApiTokenRepository(this.scope);
  }

  get sessions(): SqlSessionRepository {
    return new SqlSessionRepository(this.scope);
  }

  get signIns(): SqlSignInRepository {
    return new SqlSignInRepository(this.scope);
  }

  get requests(): SqlRequestRepository {
    return new SqlRequestRepository(this.scope);
  }

  get ssoConnections(): SqlSsoConnectionRepository {
    return new SqlSsoConnectionRepository(this.scope);
  }

  get signInLinks(): SqlSignInLinkRepository {
    return new SqlSignInLinkRepository(this.scope);
  }

  get idempotentRequests(): SqlIdempotentRequestRepository {
    return new SqlIdempotentRequestRepository(this.scope);
  }

  get journal(): JournalReader {
    return this.held.eventFeed.on(this.lent);
  }
}

export class ReadRepositories extends AccountRepositories implements ReadScope {
  /** @param lookUps - absent where the work has its connection for itself. */
  constructor(
    scope: AccountScope,
    held: HeldForAccounts,
    lent: LentAccountConnection,
    private readonly lookUps?: AgentLookUps,
  ) {
    super(scope, held, lent);
  }

  get agents(): SqlAgentReader {
    const { policies } = this.held;
    return new SqlAgentReader(this.scope, policies, this.groups, this.lookUps, this.lists);
  }

  get groups(): SqlGroupReader {
    return new SqlGroupReader(this.scope, this.held.policies, this.lists);
  }

  get brake(): BrakeReader {
    return new SqlBrakeRepository(this.scope);
  }

  private get lists(): AccountLists {
    return new AccountLists(this.scope, this.held, this.lent);
  }

  get policy(): PolicyReader {
    const { held, scope } = this;
    return { current: async () => (await held.policies.current(scope)).policy };
  }
}

export class WriteRepositories extends AccountRepositories implements WriteScope {
  /** @param together - absent where the work has its transaction for itself. */
  constructor(
    scope: AccountScope,
    held: HeldForAccounts,
    lent: LentAccountConnection,
    private readonly together?: { readonly agents: AgentsTogether; readonly brake: BrakeTogether },
  ) {
    super(scope, held, lent);
  }

  get agents(): SqlAgentRepository {
    const { policies, profileAttributes } = this.held;
    const { groups, scope, together } = this;
    return new SqlAgentRepository(scope, policies, groups, profileAttributes, together?.agents);
  }

  get brake(): SqlBrakeRepository {
    return new SqlBrakeRepository(this.scope, this.together?.brake);
  }

  get groups(): SqlGroupRepository {
    return new SqlGroupRepository(this.scope, this.held.policies);
  }

  get policy(): SqlPolicyRepository {
    return new SqlPolicyRepository(this.scope, this.held.policies);
  }

  get erasure(): SqlErasureRepository {
    const { held, lent, scope } = this;
    return new SqlErasureRepository(scope, (entries) => held.eventLog.erase(lent, entries));
  }

  recordNotice(event: Parameters<WriteScope['recordNotice']>[0]): void {
    this.scope.collect([event]);
  }

  recordRefusal(...[attempt, refusal, at]: Parameters<WriteScope['recordRefusal']>): void {
    this.scope.entries.push(entryOfRefusal(this.scope.caller, attempt, refusal, at));
  }
}
