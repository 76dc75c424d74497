import { allPermissionsOf, type Grantee, type Permission } from './permission.ts';

/** What an API token is for: where it can be presented, and what its holder may do there. */
export const tokenScopes = ['scim', 'admin:read', 'admin:write', 'events:read'] as const;

export type TokenScope = (typeof tokenScopes)[number];

/** What a token has of which nothing else is said. */
export const directoryScopes: readonly TokenScope[] = ['scim'];

const scopeSet: ReadonlySet<unknown> = new Set(tokenScopes);

export const isTokenScope = (value: unknown): value is TokenScope => scopeSet.has(value);

/** As what somebody comes who holds a token of such a scope. */
export const granteeOfScope: Readonly<Record<TokenScope, Grantee>> = {
  scim: 'scimToken',
  'admin:read': 'adminReadToken',
  'admin:write': 'adminWriteToken',
  'events:read': 'eventsToken',
};

/**
 * Whether somebody may give a scope away: nobody gives more than one has. `scim` is what a company's directory needs, which
 * no administrator has, and whoever may make tokens sets the directory up.
 */
export const mayGiveScope = (mayDo: (permission: Permission) => boolean, scope: TokenScope): boolean =>
  scope === 'scim' || allPermissionsOf(granteeOfScope[scope]).every(mayDo);
