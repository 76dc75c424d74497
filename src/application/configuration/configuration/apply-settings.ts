import type { Account, AccountChange } from '../../../domain/account/account.ts';
import type { Permission } from '../../../domain/permission/permission.ts';
import { changeAccount } from '../../accounts/account/change-account.ts';
import { requirePermission } from '../../requester/require-permission.ts';
import type { SettingsConfiguration } from './account-configuration.ts';
import { type Applying, atPath } from './differences.ts';

/** Settings of the account as a whole. @throws DomainError `permissionMissing`. */
export async function applySettings(
  { scope, caller, context, differences }: Applying,
  { groupsOverScim, acceptsUndeclared, directoryOnly, auditLogDaysKept, brake }: SettingsConfiguration = {},
): Promise<void> {
  const { at } = context;
  const change = (path: string, changed: (account: Account) => AccountChange) =>
    changeAccount(scope, caller, (account) => {
      const made = changed(account);
      differences.add(path, 'changed', made);
      return made;
    });
  if (groupsOverScim !== undefined)
    await change('settings.groupsOverScim', (account) => account.switchGroupsOverScim(groupsOverScim, at));
  if (acceptsUndeclared !== undefined)
    await change('settings.acceptsUndeclared', (account) =>
      account.acceptUndeclaredAttributes(acceptsUndeclared, at),
    );
  const changeByOwner = (
    path: string,
    permission: Permission,
    changed: (account: Account) => AccountChange,
  ) =>
    atPath(path, () =>
      change(path, (account) => {
        const made = changed(account);
        if (made.events.length > 0) requirePermission(context.attempt.action, permission, caller.principal);
        return made;
      }),
    );
  if (directoryOnly !== undefined)
    await changeByOwner('settings.directoryOnly', 'directoryOnly:write', (account) =>
      account.switchDirectoryOnly(directoryOnly, at),
    );
  if (auditLogDaysKept !== undefined)
    await changeByOwner('settings.auditLogDaysKept', 'auditLog:keep', (account) =>
      account.keepAuditLog(auditLogDaysKept ?? undefined, at),
    );
  if (brake !== undefined)
    await atPath('settings.brake', async () => {
      const made = await scope.brake.change((current) => current.set(brake, context.account.state, at));
      differences.add('settings.brake', 'changed', made);
    });
}
