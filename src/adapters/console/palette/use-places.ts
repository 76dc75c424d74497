import type { Permission } from '../../../domain/permission/permission.ts';
import { useMayDo } from '../api/caller.ts';
import { entries } from '../entries/entries.ts';
import type { ActivitySearch } from '../pages/activity/activity-search.ts';
import type { ConnectionsSearch } from '../pages/connections/connections-search.ts';
import { settingsParts } from '../pages/settings/settings-parts.ts';
import type { SettingsSearch } from '../pages/settings/settings-search.ts';
import type { ConsolePath } from '../paths.ts';

/** Where something is, or is done. */
export interface Place {
  readonly name: string;
  readonly about: string;
  readonly to: ConsolePath | '/people/$id' | '/groups/$id' | '/groups/new' | '/groups/templates';
  readonly params?: { readonly id: string };
  readonly search?: ActivitySearch | ConnectionsSearch | SettingsSearch;
}

interface PlaceFor extends Place {
  /** Whoever has none of them is not led there. */
  readonly permissions: readonly Permission[];
}

const places: readonly PlaceFor[] = [
  ...entries.map(({ path, name, question, permission }) => ({
    ...{ name, about: question, to: path, permissions: [permission] },
  })),
  ...settingsParts.map(({ part, name, permissions }) => ({
    ...{ name, about: 'Settings', to: '/settings' as const, search: { part }, permissions },
  })),
  {
    ...{ name: 'Brake', about: 'Did Okta mean to deactivate so many?', to: '/brake' },
    permissions: ['agentJobs:read'],
  },
  { name: 'New group', about: 'Groups', to: '/groups/new', permissions: ['groups:write'] },
  { name: 'Templates', about: 'Groups', to: '/groups/templates', permissions: ['rules:read'] },
  {
    ...{ name: 'Requests', about: 'Activity', to: '/activity', search: { log: 'requests' } },
    permissions: ['requests:read'],
  },
  {
    ...{ name: 'What was refused', about: 'Activity', to: '/activity', search: { refused: true } },
    permissions: ['auditLog:read'],
  },
  {
    ...{ name: 'New token', about: 'Connections', to: '/connections', search: { add: 'token' } },
    permissions: ['tokens:write'],
  },
  {
    ...{ name: 'Add SAML', about: 'Connections', to: '/connections', search: { add: 'saml' } },
    permissions: ['sso:write'],
  },
  {
    ...{ name: 'Add OpenID Connect', about: 'Connections', to: '/connections', search: { add: 'oidc' } },
    permissions: ['sso:write'],
  },
];

/** The pages and what is done on them, as far as the role goes. */
export function usePlaces(): readonly Place[] {
  const mayDo = useMayDo();
  return places.filter(({ permissions }) => permissions.some(mayDo));
}
