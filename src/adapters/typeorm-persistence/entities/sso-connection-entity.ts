import type { SsoProvider } from '../../../domain/sign-in/sso-provider.ts';
import { id, instant, json, number, optional, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** What only providers of its kind have. */
type SettingsOf<Provider extends SsoProvider> = Provider extends SsoProvider
  ? Omit<Provider, 'kind' | 'issuer'>
  : never;

export const ssoConnectionEntity = tableEntity(
  'sso_connections',
  {
    account_id: primary(id()),
    id: primary(id()),
    name: text(100),
    // Folded, which may be longer.
    name_key: text(300),
    kind: text<SsoProvider['kind']>(16),
    issuer: text(1024),
    settings: json<SettingsOf<SsoProvider>>(),
    checked_at: optional(instant()),
    check_due_at: optional(instant()),
    version: number(),
    created_at: instant(),
    last_modified_at: instant(),
  },
  {
    uniqueIndexes: {
      sso_connections_name: ['account_id', 'name_key'],
      // Whoever signs in names the connection alone.
      sso_connections_id: ['id'],
    },
  },
);
