import { DomainError } from '../../domain/shared/domain-error.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { Caller } from '../ports/caller.ts';
import type { ReadScope } from '../ports/unit-of-work.ts';
import { requirePermission } from '../requester/require-permission.ts';
import type { AccountContext } from '../use-case/use-case.ts';
import { pastArchived } from './past-untold.ts';

/** An account as it was at a time. */
export interface PastAccount {
  /** Reads what is there now, and what the journal tells. */
  readonly scope: ReadScope;
  readonly context: AccountContext;
  readonly at: Instant;
  /** Of the last entry of the journal that counts: what is told behind it had not happened. */
  readonly position: number;
}

/**
 * What was is told by the audit log, so that it is for those who may read that.
 *
 * @throws DomainError `permissionMissing`; `attributeInvalid` where the time is still to come, or before the account;
 * `pastUntold` where what was then is in the archive.
 */
export async function accountAt(
  scope: ReadScope,
  { principal }: Caller,
  context: AccountContext,
  at: Instant,
): Promise<PastAccount> {
  requirePermission(context.attempt.action, 'auditLog:read', principal);
  const { name, createdAt, auditLogArchive } = context.account.state;
  if (at > context.at) throw timeInvalid(`The time ${at} is still to come.`);
  if (at < createdAt) {
    const message = `There is nothing to tell of ${at}: the account ${JSON.stringify(name)} was opened at ${createdAt}.`;
    throw timeInvalid(message);
  }
  if (auditLogArchive !== undefined && at < auditLogArchive.before) throw pastArchived(at, auditLogArchive);
  return { scope, context, at, position: await scope.journal.past.standingAt(at) };
}

const timeInvalid = (message: string): DomainError =>
  new DomainError('attributeInvalid', message, { attribute: 'at' });
