import { equalJson, type JsonObject } from '../../criteria/json.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { codePointsIn, hasMoreCodePoints } from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import type { AccountId, Identifier } from '../shared/identifiers.ts';
import { type Instant, instantPlus } from '../shared/instant.ts';
import { publishedSettings, type SamlMetadata, type SsoProvider, samlProvider } from './sso-provider.ts';

/** Identifies a Single Sign-On connection; stands in the addresses that the identity provider is given. */
export type SsoConnectionId = Identifier<'SsoConnectionId'>;
export const ssoConnectionId = (text: string): SsoConnectionId => text as SsoConnectionId;

export interface SsoConnectionState {
  readonly id: SsoConnectionId;
  readonly accountId: AccountId;
  readonly name: string;
  readonly provider: SsoProvider;
  /** When its metadata or certificates were last looked at; with SAML only. */
  readonly checkedAt?: Instant;
  readonly version: number;
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
}

type SsoConnectionEventType =
  | 'SsoConnectionAdded'
  | 'SsoConnectionChanged'
  | 'SsoConnectionRemoved'
  | 'SsoMetadataRefreshed'
  | 'SsoMetadataNotRefreshed';

type SsoConnectionEvent = DomainEvent<SsoConnectionEventType, 'connection'>;

export type SsoConnectionChange = Change<SsoConnection, SsoConnectionEvent>;

const nameCharactersMax = 100;
const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;
const reasonCharactersMax = 300;

/** By what agents of an account sign in. Immutable; its secrets are sealed. */
export class SsoConnection {
  private constructor(readonly state: SsoConnectionState) {}

  /** @throws DomainError `ssoNameInvalid`. */
  static add(
    id: SsoConnectionId,
    accountId: AccountId,
    name: string,
    provider: SsoProvider,
    at: Instant,
  ): SsoConnectionChange {
    const connection = new SsoConnection({
      ...{ id, accountId, name: connectionName(name), provider, version: 1 },
      ...(provider.kind === 'saml' && { checkedAt: at }),
      ...{ createdAt: at, lastModifiedAt: at },
    });
    const event = connection.event('SsoConnectionAdded', at, {}, connection.published());
    return { state: connection, events: [event] };
  }

  static restore(state: SsoConnectionState): SsoConnection {
    return new SsoConnection(state);
  }

  /**
   * Another name, or other settings of the same kind.
   *
   * @throws DomainError `ssoNameInvalid`, `ssoSettingsInvalid`.
   */
  change(to: { readonly name?: string; readonly provider?: SsoProvider }, at: Instant): SsoConnectionChange {
    const { provider = this.state.provider } = to;
    const name = to.name === undefined ? this.state.name : connectionName(to.name);
    this.requireKind(provider.kind);
    const isRead = to.provider?.kind === 'saml';
    return this.changed('SsoConnectionChanged', { name, provider, ...(isRead && { checkedAt: at }) }, at);
  }

  /** @throws DomainError `ssoSettingsInvalid`. */
  requireKind(kind: SsoProvider['kind']): void {
    const { name, provider } = this.state;
    if (kind === provider.kind) return;
    throw new DomainError(
      'ssoSettingsInvalid',
      `The connection ${JSON.stringify(name)} is of the kind "${provider.kind}", and these are settings for "${kind}". Add another connection for them.`,
    );
  }

  remove(at: Instant): SsoConnectionChange {
    const event = this.event('SsoConnectionRemoved', at, this.published(), {});
    return { before: this, state: this, removes: true, events: [event] };
  }

  /** Its metadata as they were read again. @throws DomainError `ssoMetadataInvalid`, `ssoSettingsInvalid`. */
  refresh(metadata: SamlMetadata, at: Instant): SsoConnectionChange {
    const { provider } = this.state;
    if (provider.kind !== 'saml') return { before: this, state: this, events: [] };
    const refreshed = samlProvider(metadata, provider.metadataUrl);
    return this.changed('SsoMetadataRefreshed', { provider: refreshed }, at);
  }

  /** What was read before holds. It is told once, and not again while it goes on. */
  failRefresh(reason: string, at: Instant): SsoConnectionChange {
    const { provider } = this.state;
    if (provider.kind !== 'saml' || provider.refreshFailure !== undefined)
      return { before: this, state: this, events: [] };
    const refreshFailure = { since: at, reason: reason.slice(0, reasonCharactersMax).toWellFormed() };
    return this.changed('SsoMetadataNotRefreshed', { provider: { ...provider, refreshFailure } }, at);
  }

  /** The same, of which metadata and certificates were looked at; an event tells what came of it, where something did. */
  checked(at: Instant): SsoConnection {
    return new SsoConnection({ ...this.state, checkedAt: at });
  }

  /** When metadata and certificates are to be looked at again: a day after they were, and sooner where that failed. */
  get checkDueAt(): Instant | undefined {
    const { provider, checkedAt } = this.state;
    if (provider.kind !== 'saml' || checkedAt === undefined) return undefined;
    return instantPlus(checkedAt, provider.refreshFailure === undefined ? dayMilliseconds : hourMilliseconds);
  }

  private changed(
    type: SsoConnectionEventType,
    to: Partial<Pick<SsoConnectionState, 'name' | 'provider' | 'checkedAt'>>,
    at: Instant,
  ): SsoConnectionChange {
    const { name, provider, version } = this.state;
    if (equalJson([name, provider], [to.name ?? name, to.provider ?? provider]))
      return { before: this, state: this, events: [] };
    const state = new SsoConnection({ ...this.state, ...to, version: version + 1, lastModifiedAt: at });
    const event = state.event(type, at, this.published(), state.published());
    return { before: this, state, events: [event] };
  }

  private published(): JsonObject {
    return { name: this.state.name, ...publishedSettings(this.state.provider) };
  }

  private event(
    type: SsoConnectionEventType,
    at: Instant,
    before: JsonObject,
    after: JsonObject,
  ): SsoConnectionEvent {
    const { accountId, id, name } = this.state;
    const target = { type: 'connection', id, name } as const;
    return { type, accountId, at, target, changes: attributeChanges(before, after) };
  }
}

function connectionName(text: string): string {
  const name = text.trim();
  if (name !== '' && !hasMoreCodePoints(name, nameCharactersMax)) return name;
  throw new DomainError(
    'ssoNameInvalid',
    `A connection's name has 1 to ${nameCharactersMax} characters; this one has ${codePointsIn(name)}.`,
    { attribute: 'name' },
  );
}
