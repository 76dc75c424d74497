import { serviceAccountId } from '../../application/ports/caller.ts';
import type { AnsweredRequest, RequestToWrite } from '../../application/ports/request-log.ts';

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

/** The request in the log in which it stands: what no account is known for, operators see. */
export const inAccount = (request: AnsweredRequest): RequestToWrite =>
  isInAccount(request) ? request : { ...request, accountId: serviceAccountId };

const isInAccount = (request: AnsweredRequest): request is RequestToWrite => request.accountId !== undefined;
