import type { DomainEvent } from '../shared/domain-event.ts';

export type ApiTokenEvent = DomainEvent<'ApiTokenIssued' | 'ApiTokenRevoked', 'token'>;
