/** What somebody may do in an account. Each use case demands one. */
const everything = [
  'agents:read',
  /** What a directory pushes: create, change, remove. */
  'agents:provision',
  /** What people here decide: keep an agent out, let it back in. */
  'agents:administer',
  /** The agent for whom a personal token speaks. */
  'ownAgent:read',
  'groups:read',
  /** Groups whose members are named, by the directory that pushes them or by hand. */
  'groups:write',
  'rules:read',
  /** Groups that rules and templates govern. */
  'rules:write',
  /** Which custom attributes there are and of what types: what SCIM's discovery tells. */
  'schema:read',
  'attributes:read',
  'attributes:write',
  'tokens:read',
  'tokens:write',
  'account:read',
  'account:write',
  'sso:read',
  /** By what agents sign in. */
  'sso:write',
  'auditLog:read',
  'accounts:list',
  'accounts:open',
  /** To close an account, and to open it again. */
  'accounts:close',
  /** To find out who presents a token. */
  'tokens:authenticate',
] as const;

export type Permission = (typeof everything)[number];

/** As what somebody comes. */
export type Grantee =
  /** A token that a company's directory holds. */
  | 'scimToken'
  /** A token that speaks for one agent. */
  | 'personalToken'
  /** Whoever runs the service, at its command line. */
  | 'operator'
  /** An internal service, in process. */
  | 'service'
  /** A request whose token has not been looked at. */
  | 'anonymous';

/** Who may do what: the one table. */
const permissions: Readonly<Record<Grantee, ReadonlySet<Permission>>> = {
  scimToken: new Set([
    'agents:read',
    'agents:provision',
    'groups:read',
    'groups:write',
    'schema:read',
    'account:read',
  ]),
  personalToken: new Set(['ownAgent:read', 'schema:read', 'account:read']),
  operator: new Set(everything),
  service: new Set(everything),
  anonymous: new Set(['tokens:authenticate']),
};

export const mayDo = (grantee: Grantee, permission: Permission): boolean =>
  permissions[grantee].has(permission);
