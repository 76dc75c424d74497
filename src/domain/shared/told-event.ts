import type { DomainEvent } from './domain-event.ts';

/** What the journal tells of something that happened, read again. */
export interface ToldEvent extends Pick<DomainEvent, 'at' | 'changes'> {
  readonly type: string;
}
