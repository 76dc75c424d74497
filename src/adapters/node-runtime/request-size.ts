import { serviceAccountId } from '../../application/ports/caller.ts';
import type { AnsweredRequest } from '../../application/ports/request-log.ts';
import type { AccountId } from '../../domain/shared/identifiers.ts';

/** Of an object with its names and numbers, and of texts that are short by themselves. */
const charactersOfRest = 500;

/** About how much memory a request takes that waits to be written. */
export const charactersOf = ({ path, query, refusal, bodies, entries }: AnsweredRequest): number =>
  charactersOfRest * (1 + entries.length + (refusal?.checks?.length ?? 0)) +
  path.length +
  (query?.length ?? 0) +
  (refusal?.message.length ?? 0) +
  (bodies?.request?.length ?? 0) +
  (bodies?.answer?.length ?? 0);

/** In whose log it stands: what no account is known for, operators see. */
export const accountOfRequest = ({ accountId = serviceAccountId }: AnsweredRequest): AccountId => accountId;
