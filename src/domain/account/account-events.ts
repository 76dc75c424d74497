import type { DomainEvent } from '../shared/domain-event.ts';

type AccountEventType =
  | 'AccountOpened'
  | 'AccountRenamed'
  | 'AccountClosed'
  | 'AccountReopened'
  | 'GroupsOverScimSwitchedOn'
  | 'GroupsOverScimSwitchedOff'
  | 'UndeclaredAttributesAccepted'
  | 'UndeclaredAttributesRefused'
  /** Whether what the directory manages is changed there alone. */
  | 'DirectoryOnlySwitchedOn'
  | 'DirectoryOnlySwitchedOff'
  /** The request log keeps what is sent and answered, until the time in `changes`; or no longer. */
  | 'RequestBodiesKept'
  | 'RequestBodiesNotKept'
  /** After how many days entries of the audit log leave the database for an archive; or that they stay. */
  | 'AuditLogKeptForDays'
  | 'AuditLogKeptForGood'
  /** Entries are in a file of the archive: `archivedUpTo`, from its old value on, `entries` and `file` in `changes`. */
  | 'AuditLogArchived'
  /** Of the service itself: checkpoints of the audit log are signed by another key, `checkpointKey` in `changes`. */
  | 'CheckpointKeyRotated'
  /** When the directory takes access away from too many at once, and whether it is stopped then. */
  | 'BrakeSet'
  /** The directory took access away from many at once; `changes` tells from how many, and whether it is stopped. */
  | 'ManyAgentsDeactivated'
  /** Somebody here had the directory go on, or those whom it had deactivated are back: `decision` in `changes`. */
  | 'BrakeReleased'
  | 'OwnerNamed'
  | 'OwnerDismissed'
  /** So few are left who can look after the account; `changes` names the one. No state of the account changed. */
  | 'OneAdministratorLeft'
  | 'LastAdministratorLost';

export type AccountEvent = DomainEvent<AccountEventType, 'account'>;
