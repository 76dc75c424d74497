import type { ArchivedLog } from '../../domain/account/archived-log.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { TargetType } from '../../domain/shared/domain-event.ts';
import type { Instant } from '../../domain/shared/instant.ts';

/** The journal does not tell enough of what was, and nothing is guessed. */
export const pastUntold = (type: TargetType, id: string, at: Instant): DomainError =>
  new DomainError(
    'pastUntold',
    `The audit log does not tell how the ${type} ${JSON.stringify(id)} was at ${at}, since entries about it are of an older version or are not kept any more. Ask for a later time.`,
    { target: id },
  );

/** What followed a time is not all in the database. */
export const pastArchived = (at: Instant, { before }: ArchivedLog): DomainError =>
  new DomainError(
    'pastUntold',
    `The audit log does not tell how things were at ${at}, since its entries from before ${before} are in the archive. Ask for a later time, or ask whoever runs the service for the archive.`,
  );
