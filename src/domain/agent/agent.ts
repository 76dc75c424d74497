import type { JsonObject } from '../../criteria/json.ts';
import { openProfileSchema, type ProfileSchema } from '../profile-attribute/profile-schema.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { DomainError } from '../shared/domain-error.ts';
import { type EmailAddress, emailAddress, sameEmailAddress } from '../shared/email-address.ts';
import type { AccountId, AgentId } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import { pastVersion } from '../shared/past-version.ts';
import type { AgentEmail } from './agent-email.ts';
import type { AgentEvent } from './agent-events.ts';
import { agentAttributes, type DesiredAgent, type RevisedAgent } from './desired-agent.ts';
import type { PersonName } from './person-name.ts';
import type { ProfileAttributes } from './profile-attributes.ts';

export interface AgentState {
  readonly id: AgentId;
  readonly accountId: AccountId;
  readonly status: 'active' | 'deactivated';
  readonly userName: EmailAddress;
  readonly externalId?: string;
  readonly displayName?: string;
  readonly name: PersonName;
  /** See `personName`; absent where there is none. */
  readonly staleFormattedName?: string;
  readonly emails: readonly AgentEmail[];
  readonly profile: ProfileAttributes;
  readonly directory: JsonObject;
  /** Counts from 1, one up with every change. */
  readonly version: number;
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
}

export type AgentChange = Change<Agent, AgentEvent>;

/** A person whom the company's directory lets work in the account. Immutable: transitions yield a change. */
export class Agent {
  private constructor(readonly state: AgentState) {}

  /**
   * @param schema - what the account demands of custom attributes; nothing, where it is not given.
   * @throws DomainError for each broken invariant; see `DesiredAgent`'s parts.
   */
  static provision(
    id: AgentId,
    accountId: AccountId,
    desired: DesiredAgent,
    at: Instant,
    schema: ProfileSchema = openProfileSchema,
  ): AgentChange {
    const userName = emailAddress(desired.userName, 'userName');
    const agent = new Agent({
      id,
      accountId,
      ...agentAttributes(desired, userName, schema),
      version: 1,
      createdAt: at,
      lastModifiedAt: at,
    });
    return { state: agent, events: [agent.event('AgentProvisioned', at, {}, agent.attributes())] };
  }

  /** An agent as it was stored; invariants held when it was. */
  static restore(state: AgentState): Agent {
    return new Agent(state);
  }

  /** The agent as one of a time since which it has not changed. */
  asPast(): Agent {
    return new Agent({ ...this.state, staleFormattedName: undefined, version: pastVersion });
  }

  get active(): boolean {
    return this.state.status === 'active';
  }

  /** Everything about the agent that can be changed, as the journal names it. */
  attributes(): JsonObject {
    const { directory, ...attributes } = this.desired();
    // What its directory keeps comes last and passes for none of the agent's own.
    return { ...attributes, ...directory, ...attributes };
  }

  /** What the agent is, in the shape in which a directory says what it should be. */
  desired(): DesiredAgent {
    const { userName, externalId, displayName, name, emails, profile, directory } = this.state;
    return {
      userName,
      active: this.active,
      externalId,
      displayName,
      name,
      emails,
      profile,
      directory,
    };
  }

  /**
   * Makes the agent what is desired. No difference is no change: no event, no new version.
   *
   * @throws DomainError `userNameImmutable`, and what `provision` throws.
   */
  revise(desired: RevisedAgent, at: Instant, schema: ProfileSchema = openProfileSchema): AgentChange {
    const current = this.state;
    if (!sameEmailAddress(desired.userName, current.userName)) {
      throw new DomainError(
        'userNameImmutable',
        `"userName" is ${JSON.stringify(current.userName)} and can never change, so it cannot become ${JSON.stringify(desired.userName.slice(0, 80))}. To give the person another address, deactivate this agent and assign the person anew.`,
        { attribute: 'userName' },
      );
    }
    const { active = this.active } = desired;
    const whole = { ...desired, active };
    const revised = new Agent({ ...current, ...agentAttributes(whole, current.userName, schema, current) });
    const { active: _, ...before } = this.attributes();
    const { active: __, ...after } = revised.attributes();
    const updated = this.event('AgentUpdated', at, before, after);
    const events = [...(updated.changes.length > 0 ? [updated] : []), ...this.statusEvents(active, at)];
    if (events.length === 0) return { before: this, state: this, events };
    return { before: this, state: revised.changedAt(at), events };
  }

  /** Never refused: what is stored is not held against any rule again. */
  deactivate(at: Instant): AgentChange {
    return this.withStatus('deactivated', at);
  }

  reactivate(at: Instant): AgentChange {
    return this.withStatus('active', at);
  }

  /** Ends the agent's life; the same email may then be provisioned again, as a new agent with a new id. */
  remove(at: Instant): AgentChange {
    return {
      before: this,
      state: this.changedAt(at),
      removes: true,
      events: [this.event('AgentRemoved', at, this.attributes(), {})],
    };
  }

  /** That somebody here wants the agent out, who is out already. */
  keptOut(at: Instant): AgentEvent {
    return this.event('AgentKeptOut', at, {}, {});
  }

  /** What ended where the agent is signed out everywhere. */
  signedOut(ended: { readonly sessions: number; readonly tokens: number }, at: Instant): AgentEvent {
    return this.event('AgentSessionsEnded', at, {}, ended);
  }

  private withStatus(status: AgentState['status'], at: Instant): AgentChange {
    const events = this.statusEvents(status === 'active', at);
    if (events.length === 0) return { before: this, state: this, events };
    return { before: this, state: new Agent({ ...this.state, status }).changedAt(at), events };
  }

  private statusEvents(active: boolean, at: Instant): readonly AgentEvent[] {
    if (active === this.active) return [];
    const type = active ? 'AgentReactivated' : 'AgentDeactivated';
    return [this.event(type, at, { active: this.active }, { active })];
  }

  private changedAt(at: Instant): Agent {
    return new Agent({ ...this.state, version: this.state.version + 1, lastModifiedAt: at });
  }

  private event<Type extends AgentEvent['type']>(
    type: Type,
    at: Instant,
    before: JsonObject,
    after: JsonObject,
  ) {
    const { accountId, id, userName } = this.state;
    return {
      type,
      accountId,
      at,
      target: { type: 'agent' as const, id, name: userName },
      changes: attributeChanges(before, after),
    };
  }
}
