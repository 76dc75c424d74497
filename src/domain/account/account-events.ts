import type { DomainEvent } from '../shared/domain-event.ts';

export type AccountEvent = DomainEvent<'AccountOpened' | 'SsoConnected' | 'SsoDisconnected', 'account'>;
