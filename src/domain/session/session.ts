import type { JsonObject } from '../../criteria/json.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { AccountId, AgentId, Identifier } from '../shared/identifiers.ts';
import { type Instant, instantPlus } from '../shared/instant.ts';

/** Identifies a session to people who end it; no secret, and not what a browser holds. */
export type SessionId = Identifier<'SessionId'>;

export const sessionId = (text: string): SessionId => text as SessionId;

export interface SessionState {
  readonly id: SessionId;
  readonly accountId: AccountId;
  /** SHA-256, in hex, of the 256 random bits that the browser holds. */
  readonly secretHash: string;
  /** Absent for an owner whom no directory has assigned. */
  readonly agentId?: AgentId;
  readonly userName: string;
  /** By which connection the person signed in, such as its id. */
  readonly connection: string;
  readonly createdAt: Instant;
  /** Exact to a minute, since not every request writes it. */
  readonly lastSeenAt: Instant;
  /** When it ends however much it is used. */
  readonly endsAt: Instant;
  /** The network address, and what the browser says of itself, when it began. */
  readonly address: string;
  readonly browser: string;
}

/** What is known when a session begins. */
export interface SessionStart extends Pick<SessionState, 'agentId' | 'userName' | 'connection'> {
  readonly address: string;
  readonly browser: string;
  /** When the identity provider says that it ends (SAML's `SessionNotOnOrAfter`), where it says so. */
  readonly endsAt?: Instant;
}

/** How long a session lasts, in milliseconds: unused, and however much it is used. */
export interface SessionLimits {
  readonly idleMilliseconds: number;
  readonly absoluteMilliseconds: number;
}

type SessionEvent = DomainEvent<'SessionBegan' | 'SessionEnded', 'session'>;

export type SessionChange = Change<Session, SessionEvent>;

const textCharactersMax = 255;

/** That a person is signed in. Immutable; holds the hash of its secret, never the secret. */
export class Session {
  private constructor(readonly state: SessionState) {}

  static begin(
    id: SessionId,
    accountId: AccountId,
    secretHash: string,
    { endsAt: asked, address, browser, ...start }: SessionStart,
    { absoluteMilliseconds }: SessionLimits,
    at: Instant,
  ): SessionChange {
    const latest = instantPlus(at, absoluteMilliseconds);
    const endsAt = asked !== undefined && asked < latest ? asked : latest;
    const session = new Session({
      ...{ id, accountId, secretHash, ...start, createdAt: at, lastSeenAt: at, endsAt },
      address: address.slice(0, textCharactersMax).toWellFormed(),
      browser: browser.slice(0, textCharactersMax).toWellFormed(),
    });
    const { agentId, connection } = start;
    const described = { agentId, connection, endsAt, address: session.state.address };
    return { state: session, events: [session.event('SessionBegan', at, {}, described)] };
  }

  static restore(state: SessionState): Session {
    return new Session(state);
  }

  /** @throws DomainError `sessionExpired`. */
  requireUsable({ idleMilliseconds }: SessionLimits, at: Instant): void {
    const { endsAt, lastSeenAt } = this.state;
    if (at < endsAt && at < instantPlus(lastSeenAt, idleMilliseconds)) return;
    throw new DomainError('sessionExpired', 'The session has ended, since its time was over. Sign in again.');
  }

  /** @param because - such as that the agent was deactivated, as the journal tells it. */
  end(because: string, at: Instant): SessionChange {
    const events = [this.event('SessionEnded', at, {}, { because })];
    return { before: this, state: this, removes: true, events };
  }

  private event(
    type: SessionEvent['type'],
    at: Instant,
    before: JsonObject,
    after: JsonObject,
  ): SessionEvent {
    const { accountId, id, userName } = this.state;
    const target = { type: 'session' as const, id, name: userName };
    return { type, accountId, at, target, changes: attributeChanges(before, after) };
  }
}
