import type { DomainEvent } from '../shared/domain-event.ts';

type AccountEventType =
  | 'AccountOpened'
  | 'AccountRenamed'
  | 'AccountClosed'
  | 'AccountReopened'
  | 'GroupsOverScimSwitchedOn'
  | 'GroupsOverScimSwitchedOff'
  | 'UndeclaredAttributesAccepted'
  | 'UndeclaredAttributesRefused';

export type AccountEvent = DomainEvent<AccountEventType, 'account'>;
