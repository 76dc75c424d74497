import type { JsonObject } from '../../criteria/json.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { AccountId, Identifier } from '../shared/identifiers.ts';
import { type Instant, instantPlus } from '../shared/instant.ts';

export type SignInLinkId = Identifier<'SignInLinkId'>;
export const signInLinkId = (text: string): SignInLinkId => text as SignInLinkId;

export interface SignInLinkState {
  readonly id: SignInLinkId;
  readonly accountId: AccountId;
  /** SHA-256, in hex, of the 256 random bits that stand in the link. */
  readonly secretHash: string;
  /** Who enters by it: the userName of an owner, as it stands with the account. */
  readonly owner: string;
  readonly createdAt: Instant;
  readonly endsAt: Instant;
}

type SignInLinkEvent = DomainEvent<'SignInLinkMade' | 'SignInLinkUsed', 'signInLink'>;

export type SignInLinkChange = Change<SignInLink, SignInLinkEvent>;

const lifeMilliseconds = 10 * 60_000;

/** The way in of an owner where there is no identity provider, or where it does not work. Immutable; counts once. */
export class SignInLink {
  private constructor(readonly state: SignInLinkState) {}

  static make(
    { id, accountId, secretHash, owner }: Omit<SignInLinkState, 'createdAt' | 'endsAt'>,
    at: Instant,
  ): SignInLinkChange {
    const endsAt = instantPlus(at, lifeMilliseconds);
    const link = new SignInLink({ id, accountId, secretHash, owner, createdAt: at, endsAt });
    return { state: link, events: [link.event('SignInLinkMade', at, {}, { owner, endsAt })] };
  }

  static restore(state: SignInLinkState): SignInLink {
    return new SignInLink(state);
  }

  isOver(at: Instant): boolean {
    return at >= this.state.endsAt;
  }

  /** @throws DomainError `signInLinkNotFound` once its time is over. */
  use(at: Instant): SignInLinkChange {
    if (this.isOver(at)) throw signInLinkNotFound();
    return { before: this, state: this, removes: true, events: [this.event('SignInLinkUsed', at, {}, {})] };
  }

  private event(
    type: SignInLinkEvent['type'],
    at: Instant,
    before: JsonObject,
    after: JsonObject,
  ): SignInLinkEvent {
    const { accountId, id, owner } = this.state;
    const target = { type: 'signInLink', id, name: owner } as const;
    return { type, accountId, at, target, changes: attributeChanges(before, after) };
  }
}

/** The same for each reason, so that nobody learns which links there were. */
export const signInLinkNotFound = (): DomainError =>
  new DomainError(
    'signInLinkNotFound',
    'This sign-in link is not valid. It counts once and for ten minutes, and a newer one takes its place. Have an operator make another one.',
  );

/**
 * What the owner opens. The secret stands in the fragment, which browsers send to nobody: neither logs of proxies nor other
 * sites get it, and what previews a link in a message does not use it up.
 *
 * @param publicUrl - the address at which browsers reach the service.
 */
export const signInLinkAddress = (publicUrl: string, secret: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/sign-in/link#${secret}`;
