import type { DomainError } from '../../domain/shared/domain-error.ts';

/** What becomes of one of many: `alreadyThere` where nothing had to be done for it, or why it is refused. */
export type ImportOutcome = 'imported' | 'alreadyThere' | DomainError;
