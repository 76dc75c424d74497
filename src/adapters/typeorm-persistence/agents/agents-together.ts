import DataLoader from 'dataloader';
import { ConcurrentChange } from '../../../application/ports/storage-errors.ts';
import type { Agent, AgentChange } from '../../../domain/agent/agent.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import { policyChanged } from '../policy/sql-policy-repository.ts';
import { type AccountScope, NotTogether } from '../scope/account-scope.ts';
import { AgentLookUps } from './agent-look-ups.ts';
import { attributesOf } from './agent-row.ts';
import { type AgentRevised, insertRows, updateRows } from './agent-rows.ts';
import { insertValues, replaceValues } from './agent-value-rows.ts';

/** Of the agents that are written together, which makes one list of rows of them. More are written by themselves. */
const charactersMax = 1_000_000;

/** Writes an agent by itself. */
export interface AgentWriter {
  write(change: AgentChange): Promise<void>;
  /** @throws DomainError */
  note(agents: readonly Agent[]): Promise<void>;
}

interface Storing {
  readonly scope: AccountScope;
  readonly change: AgentChange;
}

/**
 * The agents of an account for works that share one transaction. What they look up or store before an answer can come goes
 * to the database in one statement of each kind.
 */
export class AgentsTogether extends AgentLookUps {
  /** Why a statement failed behind which, or behind others that wrote, the transaction can only be undone. */
  failure: unknown;

  private first: Storing | undefined;
  private charactersLeft = charactersMax;
  private readonly stores: DataLoader<Storing, undefined>;

  constructor(
    private readonly common: AccountScope,
    policies: AccountPolicies,
    private readonly writer: AgentWriter,
  ) {
    super(common, policies);
    this.stores = new DataLoader((storings) => this.storeAll(storings), { cache: false });
  }

  /**
   * @throws DomainError what belongs to the work alone. @throws NotTogether before anything was written of it.
   * @throws Error of the database, after which the transaction has to be undone.
   */
  async store(scope: AccountScope, change: AgentChange): Promise<void> {
    if (change.removes) throw new NotTogether('A removal takes the agent out of groups as well.');
    await this.stores.load({ scope, change });
    scope.hasWritten = true;
  }

  private async storeAll(storings: readonly Storing[]): Promise<readonly (undefined | Error)[]> {
    const outcomes = new Map<Storing, Error>();
    const kept = storings.filter((storing) => this.takes(storing));
    for (const storing of storings) {
      if (!kept.includes(storing)) outcomes.set(storing, new NotTogether());
    }
    try {
      if (kept.length > 1) await this.writeAll(kept, outcomes);
      else await this.writeOneByOne(kept, outcomes);
    } catch (error) {
      this.failure = error;
      throw error;
    }
    return storings.map((storing) => outcomes.get(storing));
  }

  /** Whether it goes by the version of the policy by which the first went, and leaves the transaction as small as it has to be. */
  private takes(storing: Storing): boolean {
    if (this.first === undefined) {
      this.first = storing;
      this.common.policyVersion = storing.scope.policyVersion;
    }
    const characters = attributesOf(storing.change.state).length;
    const fits = storing === this.first || characters <= this.charactersLeft;
    if (!fits || storing.scope.policyVersion !== this.first.scope.policyVersion) return false;
    this.charactersLeft -= characters;
    return true;
  }

  private async writeAll(storings: readonly Storing[], outcomes: Map<Storing, Error>): Promise<void> {
    try {
      await this.writer.note(storings.map(({ change }) => change.state));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // Which of them has one attribute too many, each finds out by itself.
      for (const storing of storings) outcomes.set(storing, new NotTogether());
      return;
    }
    const created = storings.filter(({ change }) => change.before === undefined);
    const inserted = await this.insertAll(created.map(({ change }) => change.state));
    if (!inserted) await this.writeOneByOne(created, outcomes);
    const revised = storings.flatMap(({ change: { before, state: after } }) =>
      before ? [{ before, after }] : [],
    );
    await this.replaceAll(revised);
  }

  private async writeOneByOne(storings: readonly Storing[], outcomes: Map<Storing, Error>): Promise<void> {
    for (const storing of storings) {
      try {
        await this.writer.write(storing.change);
      } catch (error) {
        // Both are thrown before anything is written.
        if (!(error instanceof DomainError || error instanceof ConcurrentChange)) throw error;
        outcomes.set(storing, error);
      }
    }
  }

  /** @returns false where one of them has a name that is taken: then none was inserted. */
  private async insertAll(agents: readonly Agent[]): Promise<boolean> {
    if (agents.length === 0) return true;
    try {
      if (!(await insertRows(this.common, agents))) throw policyChanged();
    } catch (error) {
      if (this.common.dialect.failureOf(error) === 'duplicate') return false;
      throw error;
    }
    await insertValues(this.common, agents);
    return true;
  }

  private async replaceAll(revised: readonly AgentRevised[]): Promise<void> {
    if (revised.length === 0) return;
    if (!(await updateRows(this.common, revised)))
      throw new ConcurrentChange('An agent, or the policy of the account, has changed in between.');
    await replaceValues(this.common, revised);
  }
}
