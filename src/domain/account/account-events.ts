import type { DomainEvent } from '../shared/domain-event.ts';

type AccountEventType =
  | 'AccountOpened'
  | 'AccountRenamed'
  | 'AccountClosed'
  | 'AccountReopened'
  | 'SsoConnected'
  | 'SsoDisconnected'
  | 'GroupsOverScimSwitchedOn'
  | 'GroupsOverScimSwitchedOff'
  | 'UndeclaredAttributesAccepted'
  | 'UndeclaredAttributesRefused'
  | 'OwnerNamed'
  | 'OwnerDismissed';

export type AccountEvent = DomainEvent<AccountEventType, 'account'>;
