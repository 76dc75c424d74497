import DataLoader from 'dataloader';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { AgentChange } from '../../../domain/agent/agent.ts';
import { userNameTaken } from '../../../domain/agent/user-name-taken.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { Expectation } from '../connections/sql-connection.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import { type AccountScope, FallenApart, NameTaken, NotTogether } from '../scope/account-scope.ts';
import { takenKeys } from '../scope/taken-keys.ts';
import { AgentLookUps } from './agent-look-ups.ts';
import { attributesOf } from './agent-row.ts';
import { insertRows, updateRows } from './agent-rows.ts';
import { insertValues, replaceValues } from './agent-value-rows.ts';
import type { ProfileAttributeNotes } from './profile-attribute-notes.ts';

/** Of the agents that are written together, which makes one list of rows of them. More are written by themselves. */
const charactersMax = 1_000_000;

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
    private readonly profileAttributes: ProfileAttributeNotes,
    /** Whether it is asked who has a name, since the same works were undone for one that is taken. */
    private readonly asksForTakenNames: boolean,
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
      await this.writeAll(kept, outcomes);
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

  private async writeAll(kept: readonly Storing[], outcomes: Map<Storing, Error>): Promise<void> {
    if (this.asksForTakenNames) await this.refuseTakenNames(kept, outcomes);
    const storings = kept.filter((storing) => !outcomes.has(storing));
    try {
      const agents = storings.map(({ change }) => change.state);
      await this.profileAttributes.note(this.common, agents);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // Which of them has one attribute too many, each finds out by itself.
      for (const storing of storings) outcomes.set(storing, new NotTogether());
      return;
    }
    const created = storings.flatMap(({ change }) => (change.before === undefined ? [change.state] : []));
    if (created.length > 0) {
      await insertRows(this.common, created, fallApart);
      await insertValues(this.common, created);
    }
    const revised = storings.flatMap(({ change: { before, state: after } }) =>
      before ? [{ before, after }] : [],
    );
    if (revised.length > 0) {
      await updateRows(this.common, revised, fallApart);
      await replaceValues(this.common, revised);
    }
  }

  private async refuseTakenNames(storings: readonly Storing[], outcomes: Map<Storing, Error>): Promise<void> {
    const creates = storings.filter(({ change }) => change.before === undefined);
    const names = creates.map(({ change }) => change.state.state.userName);
    const taken = await takenKeys(this.common, 'agents', 'user_name_key', names);
    for (const storing of creates) {
      const { userName } = storing.change.state.state;
      if (taken.has(foldCase(userName))) outcomes.set(storing, userNameTaken(userName));
    }
  }
}

/** Where an agent is at another version, or the policy is another one, each of the works finds out by itself. */
const fallApart: Expectation['failed'] = (why) => (why === 'duplicate' ? new NameTaken() : new FallenApart());
