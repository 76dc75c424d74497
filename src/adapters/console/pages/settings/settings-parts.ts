import type { Permission } from '../../../../domain/permission/permission.ts';
import type { SettingsSearch } from './settings-search.ts';

interface SettingsPart {
  readonly part: NonNullable<SettingsSearch['part']>;
  readonly name: string;
  /** Whoever has none of them is not shown it. */
  readonly permissions: readonly Permission[];
}

export const settingsParts: readonly SettingsPart[] = [
  { part: 'attributes', name: 'Attributes', permissions: ['attributes:read'] },
  { part: 'roles', name: 'Roles', permissions: ['roles:read'] },
  { part: 'sessions', name: 'Sessions', permissions: ['sessions:read', 'ownSessions:write'] },
  { part: 'account', name: 'Account', permissions: ['account:read'] },
];
