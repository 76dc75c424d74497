import { IsInt } from 'class-validator';
import { Nullable } from '../input/nullable.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { AtVersion } from '../version/at-version.ts';
import { accountTarget } from './account/account-target.ts';
import { changeAccount } from './account/change-account.ts';

export class AuditLogKept extends AtVersion {
  /** 30 to 36500; `null` for all entries to stay. */
  @Nullable()
  @IsInt()
  readonly days!: number | null;
}

/**
 * Has entries of the account's audit log that are older than so many days leave the database for the archive of the operator, or
 * has all of them stay.
 *
 * @throws DomainError `versionDiffers`, `attributeInvalid`.
 */
export const keepAuditLog = defineUseCase({
  name: 'KeepAuditLog',
  permission: 'auditLog:keep',
  kind: 'changes',
  input: AuditLogKept,
  target: accountTarget,
  run: (scope, caller, { days, ifVersion }, { at }) =>
    changeAccount(scope, caller, (account) => account.keepAuditLog(days ?? undefined, at), { ifVersion }),
});
