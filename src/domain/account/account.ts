import type { JsonObject } from '../../criteria/json.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { Change } from '../shared/change.ts';
import { codePointsIn, hasMoreCodePoints } from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import { type EmailAddress, emailAddress, sameEmailAddress } from '../shared/email-address.ts';
import type { AccountId } from '../shared/identifiers.ts';
import { type Instant, instantPlus } from '../shared/instant.ts';
import type { AccountEvent } from './account-events.ts';
import type { ArchivedLog, ArchiveFile } from './archived-log.ts';

export interface AccountState {
  readonly id: AccountId;
  readonly name: string;
  /** Those of its Single Sign-On connections, the oldest first; they are stored apart, and come and go by themselves. */
  readonly ssoIssuers: readonly string[];
  /** Whether directories may push groups and import them; services in process are not concerned. */
  readonly groupsOverScim: boolean;
  /** Whether custom attributes that nobody declared are taken as they come. */
  readonly acceptsUndeclared: boolean;
  /** Whether agents, and the groups that directories push, are changed in the directory alone, and by nobody here. */
  readonly directoryOnly: boolean;
  /**
   * The userNames of those who own it, in the order in which they were named. Whether there is an agent of that name, the
   * directory says.
   */
  readonly owners: readonly EmailAddress[];
  /** Until when the request log keeps what is sent and answered; absent where it does not. */
  readonly bodiesKeptUntil?: Instant;
  /** After how many days entries of the audit log leave the database for an archive; absent where they stay. */
  readonly auditLogDaysKept?: number;
  /** Which entries are in the archive; absent where none are. */
  readonly auditLogArchive?: ArchivedLog;
  /** Since when nothing is done in it any more; absent where it is open. */
  readonly closedAt?: Instant;
  readonly version: number;
  readonly createdAt: Instant;
  readonly lastModifiedAt: Instant;
}

type ChangeableSetting =
  | ('name' | 'groupsOverScim' | 'acceptsUndeclared' | 'directoryOnly')
  | ('owners' | 'bodiesKeptUntil' | 'auditLogDaysKept' | 'auditLogArchive' | 'closedAt');

export type AccountChange = Change<Account, AccountEvent>;

const accountNameCharactersMax = 200;
const ownersMax = 50;
/** How far ahead bodies can be kept, and how long each stays that was: people's values are in them, and a fault is looked into by then. */
export const bodiesKeptMillisecondsMax = 7 * 86_400_000;
/** What happened in the last month is looked for each day. */
export const auditLogDaysMin = 30;
export const auditLogDaysMax = 36_500;

/** A company's tenant: everything else belongs to exactly one. Immutable: transitions yield a change. */
export class Account {
  private constructor(readonly state: AccountState) {}

  /** @throws DomainError `accountNameInvalid`. */
  static open(id: AccountId, name: string, at: Instant): AccountChange {
    const trimmed = accountName(name);
    const account = new Account({
      ...{ id, name: trimmed, ssoIssuers: [], groupsOverScim: true, acceptsUndeclared: true },
      ...{ directoryOnly: false, owners: [], version: 1, createdAt: at, lastModifiedAt: at },
    });
    return { state: account, events: [account.event('AccountOpened', at, {}, { name: trimmed })] };
  }

  static restore(state: AccountState): Account {
    return new Account(state);
  }

  /** @throws DomainError `accountNameInvalid`. */
  rename(to: string, at: Instant): AccountChange {
    const name = accountName(to);
    if (name === this.state.name) return { before: this, state: this, events: [] };
    return this.changed({ name }, 'AccountRenamed', at);
  }

  /** Its tokens let nobody in any more, and its agents stay as they are; closing it twice changes nothing. */
  close(at: Instant): AccountChange {
    if (this.state.closedAt !== undefined) return { before: this, state: this, events: [] };
    return this.changed({ closedAt: at }, 'AccountClosed', at);
  }

  /** Whatever it had when it was closed it has again, its tokens included. */
  reopen(at: Instant): AccountChange {
    if (this.state.closedAt === undefined) return { before: this, state: this, events: [] };
    return this.changed({ closedAt: undefined }, 'AccountReopened', at);
  }

  /** @throws DomainError `accountClosed`. */
  requireOpen(): void {
    const { name, closedAt } = this.state;
    if (closedAt === undefined) return;
    throw new DomainError('accountClosed', `The account ${JSON.stringify(name)} was closed on ${closedAt}.`);
  }

  switchGroupsOverScim(on: boolean, at: Instant): AccountChange {
    if (on === this.state.groupsOverScim) return { before: this, state: this, events: [] };
    const type = on ? 'GroupsOverScimSwitchedOn' : 'GroupsOverScimSwitchedOff';
    return this.changed({ groupsOverScim: on }, type, at);
  }

  acceptUndeclaredAttributes(accepted: boolean, at: Instant): AccountChange {
    if (accepted === this.state.acceptsUndeclared) return { before: this, state: this, events: [] };
    const type = accepted ? 'UndeclaredAttributesAccepted' : 'UndeclaredAttributesRefused';
    return this.changed({ acceptsUndeclared: accepted }, type, at);
  }

  switchDirectoryOnly(on: boolean, at: Instant): AccountChange {
    if (on === this.state.directoryOnly) return { before: this, state: this, events: [] };
    return this.changed(
      { directoryOnly: on },
      on ? 'DirectoryOnlySwitchedOn' : 'DirectoryOnlySwitchedOff',
      at,
    );
  }

  /**
   * To be asked for people here, and for nobody else: whoever runs the service can take access away in any case.
   *
   * @param managed - what is to be changed: `its agents`.
   * @throws DomainError `directoryOnly`.
   */
  requireChangeableHere(managed: string): void {
    if (!this.state.directoryOnly) return;
    throw new DomainError(
      'directoryOnly',
      `The account ${JSON.stringify(this.state.name)} has ${managed} changed in the directory alone. Make the change there; operators can make it here.`,
    );
  }

  /**
   * Has the request log keep what is sent and answered for a while.
   *
   * @param until - a week ahead at most; absent for not at all.
   * @throws DomainError `attributeInvalid`.
   */
  keepBodies(until: Instant | undefined, at: Instant): AccountChange {
    if (until === this.state.bodiesKeptUntil) return { before: this, state: this, events: [] };
    if (until === undefined) return this.changed({ bodiesKeptUntil: until }, 'RequestBodiesNotKept', at);
    const latest = instantPlus(at, bodiesKeptMillisecondsMax);
    if (until > at && until <= latest)
      return this.changed({ bodiesKeptUntil: until }, 'RequestBodiesKept', at);
    const message = `Bodies of requests can be kept for a week at most, that is until ${latest}, and not until ${until}.`;
    throw new DomainError('attributeInvalid', message, { attribute: 'until' });
  }

  /**
   * Has entries of the audit log that are older leave the database for an archive.
   *
   * @param days - 30 to 36500; absent for all of them to stay.
   * @throws DomainError `attributeInvalid`.
   */
  keepAuditLog(days: number | undefined, at: Instant): AccountChange {
    if (days === this.state.auditLogDaysKept) return { before: this, state: this, events: [] };
    if (days === undefined) return this.changed({ auditLogDaysKept: days }, 'AuditLogKeptForGood', at);
    if (Number.isInteger(days) && days >= auditLogDaysMin && days <= auditLogDaysMax)
      return this.changed({ auditLogDaysKept: days }, 'AuditLogKeptForDays', at);
    const message = `Entries of the audit log can be kept for ${auditLogDaysMin} to ${auditLogDaysMax} days, and not for ${days}.`;
    throw new DomainError('attributeInvalid', message, { attribute: 'days' });
  }

  /** That entries are in a file of the archive. Nothing changes where another file went on from there before. */
  archiveAuditLog({ after, upTo, before, entries, file }: ArchiveFile, at: Instant): AccountChange {
    if (after !== (this.state.auditLogArchive?.upTo ?? 0)) return { before: this, state: this, events: [] };
    return this.changed({ auditLogArchive: { upTo, before } }, 'AuditLogArchived', at, { entries, file });
  }

  get hasSso(): boolean {
    return this.state.ssoIssuers.length > 0;
  }

  /**
   * Makes a person an owner, whether or not there is an agent of that userName yet; doing so twice changes nothing.
   *
   * @throws DomainError `emailInvalid`, `attributeTooLarge`.
   */
  nameOwner(userName: string, at: Instant): AccountChange {
    const owner = emailAddress(userName, 'userName');
    const { owners } = this.state;
    if (owners.some((one) => sameEmailAddress(one, owner))) return { before: this, state: this, events: [] };
    if (owners.length >= ownersMax) {
      const message = `An account has ${ownersMax} owners at most. Dismiss one of them first.`;
      throw new DomainError('attributeTooLarge', message, { attribute: 'userName' });
    }
    return this.changed({ owners: [...owners, owner] }, 'OwnerNamed', at);
  }

  /** @throws DomainError `ownerNotFound`. */
  dismissOwner(userName: string, at: Instant): AccountChange {
    const owners = this.state.owners.filter((one) => !sameEmailAddress(one, userName));
    if (owners.length < this.state.owners.length) return this.changed({ owners }, 'OwnerDismissed', at);
    const message = `${JSON.stringify(userName.slice(0, 80))} is no owner of the account ${JSON.stringify(this.state.name)}.`;
    throw new DomainError('ownerNotFound', message);
  }

  /** That one administrator is left, by the userName, or nobody. */
  administratorsLeft(only: string | undefined, at: Instant): AccountEvent {
    const type = only === undefined ? 'LastAdministratorLost' : 'OneAdministratorLeft';
    return this.event(type, at, {}, { administrator: only });
  }

  /**
   * Agents sign in by Single Sign-On only, so nobody is let in before that works.
   *
   * @throws DomainError `ssoNotSetUp`.
   */
  requireSso(): void {
    if (this.hasSso) return;
    throw new DomainError(
      'ssoNotSetUp',
      `The account ${JSON.stringify(this.state.name)} has no Single Sign-On set up, so no agent can be provisioned in it.`,
    );
  }

  /** To be asked for a directory: whoever is here changes groups in any case. @throws DomainError `groupsOverScimOff`. */
  requireGroupsOverScim(): void {
    if (this.state.groupsOverScim) return;
    throw new DomainError(
      'groupsOverScimOff',
      'Groups over SCIM are switched off for this account, so none can be pushed.',
    );
  }

  private changed(
    settings: Partial<Pick<AccountState, ChangeableSetting>>,
    type: AccountEvent['type'],
    at: Instant,
    told: JsonObject = {},
  ): AccountChange {
    const { version } = this.state;
    const state = new Account({ ...this.state, ...settings, version: version + 1, lastModifiedAt: at });
    const event = state.event(type, at, settingsOf(this.state), { ...settingsOf(state.state), ...told });
    return { before: this, state, events: [event] };
  }

  private event(
    type: AccountEvent['type'],
    at: Instant,
    before: JsonObject,
    after: JsonObject,
  ): AccountEvent {
    const { id, name } = this.state;
    return {
      type,
      accountId: id,
      at,
      target: { type: 'account', id, name },
      changes: attributeChanges(before, after),
    };
  }
}

/** What changes of an account tell of. */
function settingsOf(state: AccountState): JsonObject {
  const { name, groupsOverScim, acceptsUndeclared, directoryOnly, owners } = state;
  const { bodiesKeptUntil, auditLogDaysKept, auditLogArchive, closedAt } = state;
  return {
    ...{ name, groupsOverScim, acceptsUndeclared, directoryOnly, owners },
    ...{ bodiesKeptUntil, auditLogDaysKept, closedAt },
    archivedUpTo: auditLogArchive?.upTo,
    archivedBefore: auditLogArchive?.before,
  };
}

function accountName(text: string): string {
  const name = text.trim();
  if (name !== '' && !hasMoreCodePoints(name, accountNameCharactersMax)) return name;
  throw new DomainError(
    'accountNameInvalid',
    `An account's name has 1 to ${accountNameCharactersMax} characters; this one has ${codePointsIn(name)}.`,
    { attribute: 'name' },
  );
}
