import type { Role } from '../role/role.ts';

/** What somebody may do in an account. Each use case demands one. */
const everything = [
  'agents:read',
  /** What a directory pushes: create and change. */
  'agents:provision',
  /** To end an agent's life for good. */
  'agents:remove',
  /** To have nothing personal of an agent be left. */
  'agents:erase',
  /** What people here decide: keep an agent out, let it back in. */
  'agents:administer',
  /** What is done to many agents, and what came of it. */
  'agentJobs:read',
  /** The agent for whom a personal token speaks. */
  'ownAgent:read',
  'groups:read',
  /** To make and remove groups. */
  'groups:write',
  /** Names of groups, and who belongs to those whose members are named, by the directory that pushes them or by hand. */
  'groups:revise',
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
  /** Whether the directory alone changes what it manages: whom that binds cannot undo it. */
  'directoryOnly:write',
  /** What people here decide of an account, much at once. */
  'configuration:read',
  'configuration:write',
  /** Who has which role, and through what. */
  'roles:read',
  /** Which groups give roles. */
  'roles:write',
  /** Which groups a limited administrator may change. */
  'grants:write',
  /** Who owns the account. */
  'owners:write',
  'sessions:read',
  'sessions:end',
  /** To see and end the sessions that a person has. */
  'ownSessions:write',
  'sso:read',
  /** By what agents sign in. */
  'sso:write',
  /** To look at the connections of all accounts. */
  'sso:refresh',
  'auditLog:read',
  /** To seal the audit log of all accounts, to verify all of it, and to change the key of its checkpoints. */
  'auditLog:seal',
  /** How long the audit log stays in the database. */
  'auditLog:keep',
  /** What was asked of the service and how it was answered, with the bodies that are kept. */
  'requests:read',
  /** To delete requests whose time is over, of all accounts. */
  'requests:forget',
  'accounts:list',
  'accounts:open',
  /** To close an account, and to open it again. */
  'accounts:close',
  /** To look at the tokens of all accounts. */
  'tokens:watch',
  /** To find out who presents a token. */
  'tokens:authenticate',
  /** To prove to an identity provider who it is. */
  'signIn:prove',
  /** For somebody who has proved who it is. */
  'sessions:begin',
  /** To find out who is signed in. */
  'sessions:authenticate',
  /** To find out whose identity provider presents a logout token. */
  'logoutTokens:authenticate',
  /** To sign a person out everywhere, as the identity provider asks. */
  'subjects:logOut',
  /** To have an owner enter without an identity provider. */
  'signInLinks:make',
  /** For whoever holds such a link. */
  'signInLinks:use',
] as const;

export type Permission = (typeof everything)[number];

/** As what somebody comes. */
export type Grantee =
  /** A token that a company's directory holds. */
  | 'scimToken'
  /** A token that reads what an administrator can read. */
  | 'adminReadToken'
  /** A token that acts as an administrator. */
  | 'adminWriteToken'
  /** A token that follows what happens. */
  | 'eventsToken'
  /** A token that speaks for one agent. */
  | 'personalToken'
  /** Whoever runs the service, at its command line. */
  | 'operator'
  /** An internal service, in process. */
  | 'service'
  /** By whom the account's people sign in, by its logout token. */
  | 'identityProvider'
  /** A request of which nothing has been proved. */
  | 'anonymous'
  /** A person who has signed in. */
  | Role;

// Nobody who signs in provisions: who is an agent, the directory says alone.
const grader = [
  'ownAgent:read',
  'ownSessions:write',
  'agents:read',
  'groups:read',
  'schema:read',
  'account:read',
] as const;
const manager = [...grader, 'rules:read', 'attributes:read', 'auditLog:read'] as const;
/** `groups:revise` is for the groups that were granted; use cases ask the group. */
const limitedAdmin = [...grader, 'rules:read', 'attributes:read', 'groups:revise'] as const;
const admin = [
  ...manager,
  ...(['agents:administer', 'agents:remove', 'agentJobs:read'] as const),
  ...(['groups:write', 'groups:revise', 'rules:write', 'attributes:write'] as const),
  ...(['tokens:read', 'tokens:write', 'account:write', 'roles:read', 'grants:write'] as const),
  ...(['sso:read', 'sessions:read', 'sessions:end', 'requests:read'] as const),
  ...(['configuration:read', 'configuration:write'] as const),
] as const;

/** What one person alone has: nobody stands behind a token. */
const ofPersons: readonly Permission[] = ['ownAgent:read', 'ownSessions:write'];
const ofAdminTokens = admin.filter((permission) => !ofPersons.includes(permission));

/** Who may do what: the one table. */
const permissions: Readonly<Record<Grantee, ReadonlySet<Permission>>> = {
  scimToken: new Set([
    'agents:read',
    'agents:provision',
    'agents:remove',
    'groups:read',
    'groups:write',
    'groups:revise',
    'schema:read',
    'account:read',
  ]),
  personalToken: new Set(['ownAgent:read', 'schema:read', 'account:read']),
  adminReadToken: new Set(ofAdminTokens.filter((permission) => permission.endsWith(':read'))),
  adminWriteToken: new Set(ofAdminTokens),
  eventsToken: new Set(['auditLog:read', 'account:read']),
  operator: new Set(everything),
  service: new Set(everything),
  identityProvider: new Set(['subjects:logOut']),
  anonymous: new Set([
    'tokens:authenticate',
    'sessions:authenticate',
    'signIn:prove',
    'logoutTokens:authenticate',
    'signInLinks:use',
  ]),
  // Whoever says how people sign in can sign in as anybody, an owner included.
  owner: new Set([
    ...admin,
    'roles:write',
    'sso:write',
    'agents:erase',
    'directoryOnly:write',
    'auditLog:keep',
  ]),
  admin: new Set(admin),
  limitedAdmin: new Set(limitedAdmin),
  manager: new Set(manager),
  grader: new Set(grader),
};

export const mayDo = (grantee: Grantee, permission: Permission): boolean =>
  permissions[grantee].has(permission);

export const allPermissionsOf = (grantee: Grantee): readonly Permission[] => [...permissions[grantee]];
