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
  | 'UndeclaredAttributesRefused';

export type AccountEvent = DomainEvent<AccountEventType, 'account'>;
