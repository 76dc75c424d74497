import type { Caller } from '../../application/ports/caller.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { EventFeed } from '../../application/ports/event-feed.ts';
import type { EventLog } from '../../application/ports/event-log.ts';
import type { JournalEntry } from '../../application/ports/journal-entry.ts';
import type { StorageLoad } from '../../application/ports/storage-load.ts';
import type { StorageObserver } from '../../application/ports/storage-observer.ts';
import type { TraceContext } from '../../application/ports/trace-context.ts';
import type { DryRun, ReadScope, UnitOfWork, WriteScope } from '../../application/ports/unit-of-work.ts';
import { type HeldForAccounts, ReadRepositories, WriteRepositories } from './account-repositories.ts';
import { AgentLookUps } from './agents/agent-look-ups.ts';
import { AgentsTogether } from './agents/agents-together.ts';
import { BrakeTogether } from './brake/brake-together.ts';
import type { RetryingConnections } from './connections/retrying-connections.ts';
import type { SqlConnection } from './connections/sql-connection.ts';
import type { SqlDialect } from './dialects/sql-dialect.ts';
import { borrowerOf } from './gathering/gathered-work.ts';
import { type Outcome, outcomeOf, requireApart } from './gathering/outcomes.ts';
import { Together, type Works } from './gathering/together.ts';
import { AccountPolicies } from './policy/account-policies.ts';
import { refusedByCurrentPolicy } from './policy/refused-by-current-policy.ts';
import { ProfileAttributeCatalogue } from './profile-attributes/profile-attribute-catalogue.ts';
import { AccountScope, FallenApart, NameTaken } from './scope/account-scope.ts';
import { certify } from './scope/certified.ts';
import { LentAccountConnection } from './scope/lent-account-connection.ts';
import { KnownLists } from './search/known-lists.ts';
import { withEntries } from './unknown-outcome.ts';

/**
 * Of an account, in which its changes are done together: a server works on one, and waits for its disk, while this process reads and
 * answers the requests of the other. A look-up is too short for that.
 */
const transactionsMax = 2;

export class SqlUnitOfWork implements UnitOfWork {
  private readonly held: HeldForAccounts;
  private readonly changes: Together<WriteScope>;
  private readonly lookUps: Together<ReadScope>;

  constructor(
    private readonly connections: RetryingConnections,
    private readonly dialect: SqlDialect,
    private readonly eventLog: EventLog,
    eventFeed: EventFeed,
    private readonly clock: Clock,
    private readonly observer?: StorageObserver,
  ) {
    this.held = {
      policies: new AccountPolicies(),
      profileAttributes: new ProfileAttributeCatalogue(),
      eventLog,
      eventFeed,
      knownLists: new KnownLists(),
    };
    const changing = {
      alone: <Result>(caller: Caller, work: (scope: WriteScope) => Promise<Result>) =>
        this.change(caller, work),
      together: (works: Works<WriteScope>, trace?: TraceContext) =>
        this.changeTogether(works, trace, false).catch((error: unknown) => {
          if (error instanceof NameTaken) return this.changeTogether(works, trace, true);
          throw error;
        }),
    };
    const looking = {
      alone: <Result>(caller: Caller, work: (scope: ReadScope) => Promise<Result>) => this.look(caller, work),
      together: (works: Works<ReadScope>, trace?: TraceContext) => this.lookTogether(works, trace),
    };
    const transactions = dialect.hasOneWriter ? 1 : transactionsMax;
    this.changes = new Together('changes', transactions, connections, changing, observer?.batches);
    this.lookUps = new Together('lookUps', 1, connections, looking, observer?.batches);
  }

  get policyUses(): StorageLoad['policies'] {
    return this.held.policies.uses;
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

  async dryRun<Result>(
    caller: Caller,
    work: (scope: WriteScope) => Promise<Result>,
  ): Promise<DryRun<Result>> {
    try {
      return await this.connections.transact(caller, async (connection, triesBefore) => {
        const scope = new AccountScope(connection, this.dialect, caller, triesBefore > 0, this.clock);
        const lent = new LentAccountConnection(connection, scope);
        const repositories = new WriteRepositories(scope, this.held, lent);
        const result = await refusedByCurrentPolicy(scope, () => work(repositories));
        // What waits is written before it is undone, so that its errors are known.
        await connection.rows('SELECT 1', []);
        throw new Undone({ result, entries: scope.entries });
      });
    } catch (error) {
      if (error instanceof Undone) return error.dryRun as DryRun<Result>;
      throw error;
    }
  }

  private async change<Result>(
    caller: Caller,
    work: (scope: WriteScope) => Promise<Result>,
  ): Promise<Result> {
    // Only the last try is the one that was committed.
    let committed: AccountScope | undefined;
    const result = await this.connections
      .transact(caller, async (connection, triesBefore) => {
        const scope = new AccountScope(connection, this.dialect, caller, triesBefore > 0, this.clock);
        committed = scope;
        const lent = new LentAccountConnection(connection, scope);
        const repositories = new WriteRepositories(scope, this.held, lent);
        const done = await refusedByCurrentPolicy(scope, () => work(repositories));
        if (scope.entries.length > 0) await certify(scope);
        // Last before the commit: the entries are of all that was written.
        if (scope.entries.length > 0) await this.eventLog.append(lent, scope.entries);
        scope.seal();
        return done;
      })
      .catch((error: unknown) => Promise.reject(withEntries(error, committed?.entries)));
    for (const act of committed?.afterCommit ?? []) act();
    if (committed !== undefined) this.tellJournalled(committed);
    return result;
  }

  private look<Result>(caller: Caller, work: (scope: ReadScope) => Promise<Result>): Promise<Result> {
    return this.connections.read(caller, (connection) => work(this.readRepositories(connection, caller)));
  }

  private async changeTogether(
    works: Works<WriteScope>,
    trace: TraceContext | undefined,
    asksForTakenNames: boolean,
  ): Promise<readonly Outcome<WriteScope>[]> {
    let committed: AccountScope | undefined;
    let entries: readonly JournalEntry[] = [];
    const outcomes = await this.connections
      .transact(borrowerOf(works, trace), async (connection) => {
        const common = new AccountScope(connection, this.dialect, works[0].caller, false, this.clock);
        committed = common;
        const lent = new LentAccountConnection(connection, common);
        const { policies, profileAttributes } = this.held;
        const agents = new AgentsTogether(common, policies, profileAttributes, asksForTakenNames);
        const brake = new BrakeTogether(common, works.length);
        const together = { agents, brake };
        const outcomes = await Promise.all(
          works.map((work) => {
            const scope = new AccountScope(connection, this.dialect, work.caller, false, this.clock, true);
            const repositories = new WriteRepositories(scope, this.held, lent, together);
            return outcomeOf(work, scope, () => refusedByCurrentPolicy(scope, () => work.run(repositories)));
          }),
        );
        requireApart(outcomes);
        if (agents.failure !== undefined) throw new FallenApart(undefined, { cause: agents.failure });
        await brake.write();
        entries = outcomes.flatMap(({ scope, error }) => (error === undefined ? scope.entries : []));
        if (entries.length > 0) await certify(common);
        if (entries.length > 0) await this.eventLog.append(lent, entries);
        common.seal();
        return outcomes;
      })
      .catch((error: unknown) => Promise.reject(withEntries(error, entries)));
    for (const act of committed?.afterCommit ?? []) act();
    for (const { scope, error } of outcomes) if (error === undefined) this.tellJournalled(scope);
    return outcomes;
  }

  private lookTogether(
    works: Works<ReadScope>,
    trace?: TraceContext,
  ): Promise<readonly Outcome<ReadScope>[]> {
    return this.connections.read(borrowerOf(works, trace), async (connection) => {
      const common = new AccountScope(connection, this.dialect, works[0].caller, false, this.clock);
      const together = new AgentLookUps(common, this.held.policies);
      const outcomes = await Promise.all(
        works.map((work) => {
          const repositories = this.readRepositories(connection, work.caller, together);
          return outcomeOf(work, repositories.scope, () => work.run(repositories));
        }),
      );
      requireApart(outcomes);
      return outcomes;
    });
  }

  private tellJournalled({ caller, entries }: AccountScope): void {
    if (entries.length === 0) return;
    this.observer?.committed?.(entries);
    caller.journalled?.(entries);
  }

  private readRepositories(
    connection: SqlConnection,
    caller: Caller,
    lookUps?: AgentLookUps,
  ): ReadRepositories {
    const scope = new AccountScope(connection, this.dialect, caller, false, this.clock);
    return new ReadRepositories(scope, this.held, new LentAccountConnection(connection, scope), lookUps);
  }
}

/** Leaves the work of a transaction by its result, so that the transaction is undone. */
class Undone extends Error {
  override readonly name = 'Undone';

  constructor(readonly dryRun: DryRun<unknown>) {
    super('The transaction was a dry run.');
  }
}
