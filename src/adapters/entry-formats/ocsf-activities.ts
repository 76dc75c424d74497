import type { AccountChange } from '../../domain/account/account.ts';
import type { ApiTokenChange } from '../../domain/account/api-token.ts';
import type { AgentEvent } from '../../domain/agent/agent-events.ts';
import type { AgentJobChange } from '../../domain/agent/agent-job.ts';
import type { GroupEvent } from '../../domain/group/group-events.ts';
import type { GroupTemplateEvent } from '../../domain/group/group-template.ts';
import type { ProfileAttributeEvent } from '../../domain/profile-attribute/profile-attribute-events.ts';
import type { UnkeptAttributeEvent } from '../../domain/profile-attribute/unkept-attribute.ts';
import type { SessionChange } from '../../domain/session/session.ts';
import type { TargetType } from '../../domain/shared/domain-event.ts';
import type { SignInLinkChange } from '../../domain/sign-in/sign-in-link.ts';
import type { SsoConnectionChange } from '../../domain/sign-in/sso-connection.ts';

/** The classes of OCSF's category *Identity & Access Management* that entries belong to, with their activities by id. */
export const ocsfClasses = {
  accountChange: {
    uid: 3001,
    name: 'Account Change',
    activities: { create: 1, enable: 2, disable: 5, delete: 6 },
  },
  authentication: {
    uid: 3002,
    name: 'Authentication',
    activities: { logon: 1, logoff: 2 },
  },
  entityManagement: {
    uid: 3004,
    name: 'Entity Management',
    activities: { create: 1, update: 3, delete: 4, enable: 8, disable: 9 },
  },
  groupManagement: {
    uid: 3006,
    name: 'Group Management',
    activities: { assignPrivileges: 1, revokePrivileges: 2, addUser: 3, removeUser: 4, delete: 5, create: 6 },
  },
} as const;

type Classes = typeof ocsfClasses;

/** A class and what of it was done; `other` where the class has no activity for it. */
export type OcsfActivity = {
  readonly [Class in keyof Classes]: readonly [Class, keyof Classes[Class]['activities'] | 'other'];
}[keyof Classes];

type EventType = (
  | AccountChange['events']
  | ApiTokenChange['events']
  | AgentJobChange['events']
  | SessionChange['events']
  | SignInLinkChange['events']
  | SsoConnectionChange['events']
)[number]['type'];

/** What an event is in OCSF. One that is not here does not compile. */
export const eventActivities: Readonly<
  Record<
    | EventType
    | (AgentEvent | GroupEvent | GroupTemplateEvent | ProfileAttributeEvent | UnkeptAttributeEvent)['type'],
    OcsfActivity
  >
> = {
  AgentProvisioned: ['accountChange', 'create'],
  AgentUpdated: ['accountChange', 'other'],
  AgentDeactivated: ['accountChange', 'disable'],
  AgentReactivated: ['accountChange', 'enable'],
  AgentKeptOut: ['accountChange', 'disable'],
  AgentRemoved: ['accountChange', 'delete'],
  AgentErased: ['accountChange', 'delete'],
  AgentJoinedGroup: ['groupManagement', 'addUser'],
  AgentLeftGroup: ['groupManagement', 'removeUser'],
  AgentSessionsEnded: ['authentication', 'logoff'],
  GroupCreated: ['groupManagement', 'create'],
  GroupUpdated: ['groupManagement', 'other'],
  GroupMembersChanged: ['groupManagement', 'other'],
  GroupRuleChanged: ['groupManagement', 'other'],
  GroupRoleGiven: ['groupManagement', 'assignPrivileges'],
  GroupRoleWithdrawn: ['groupManagement', 'revokePrivileges'],
  GroupGranted: ['groupManagement', 'other'],
  GroupGrantWithdrawn: ['groupManagement', 'other'],
  GroupRemoved: ['groupManagement', 'delete'],
  SessionBegan: ['authentication', 'logon'],
  SessionEnded: ['authentication', 'logoff'],
  SignInLinkMade: ['entityManagement', 'create'],
  SignInLinkUsed: ['authentication', 'logon'],
  GroupTemplateCreated: ['entityManagement', 'create'],
  GroupTemplateRemoved: ['entityManagement', 'delete'],
  ProfileAttributeDeclared: ['entityManagement', 'update'],
  ProfileAttributeUndeclared: ['entityManagement', 'update'],
  ProfileAttributeRetired: ['entityManagement', 'disable'],
  ProfileAttributeReinstated: ['entityManagement', 'enable'],
  ProfileAttributeRenamed: ['entityManagement', 'update'],
  AttributeNotKept: ['entityManagement', 'other'],
  UnkeptAttributeForgotten: ['entityManagement', 'delete'],
  AccountOpened: ['entityManagement', 'create'],
  AccountRenamed: ['entityManagement', 'update'],
  AccountClosed: ['entityManagement', 'disable'],
  AccountReopened: ['entityManagement', 'enable'],
  GroupsOverScimSwitchedOn: ['entityManagement', 'update'],
  GroupsOverScimSwitchedOff: ['entityManagement', 'update'],
  UndeclaredAttributesAccepted: ['entityManagement', 'update'],
  UndeclaredAttributesRefused: ['entityManagement', 'update'],
  BrakeSet: ['entityManagement', 'update'],
  BrakeReleased: ['entityManagement', 'update'],
  ManyAgentsDeactivated: ['entityManagement', 'other'],
  DirectoryOnlySwitchedOn: ['entityManagement', 'update'],
  DirectoryOnlySwitchedOff: ['entityManagement', 'update'],
  RequestBodiesKept: ['entityManagement', 'update'],
  RequestBodiesNotKept: ['entityManagement', 'update'],
  AuditLogKeptForDays: ['entityManagement', 'update'],
  AuditLogKeptForGood: ['entityManagement', 'update'],
  AuditLogArchived: ['entityManagement', 'other'],
  CheckpointKeyRotated: ['entityManagement', 'update'],
  OwnerNamed: ['entityManagement', 'update'],
  OwnerDismissed: ['entityManagement', 'update'],
  OneAdministratorLeft: ['entityManagement', 'other'],
  LastAdministratorLost: ['entityManagement', 'other'],
  ApiTokenIssued: ['entityManagement', 'create'],
  ApiTokenRevoked: ['entityManagement', 'delete'],
  ApiTokenExpiring: ['entityManagement', 'other'],
  SsoConnectionAdded: ['entityManagement', 'create'],
  SsoConnectionChanged: ['entityManagement', 'update'],
  SsoConnectionRemoved: ['entityManagement', 'delete'],
  SsoMetadataRefreshed: ['entityManagement', 'update'],
  SsoMetadataNotRefreshed: ['entityManagement', 'other'],
  AgentJobStarted: ['entityManagement', 'create'],
  AgentJobCancelled: ['entityManagement', 'other'],
  AgentJobEnded: ['entityManagement', 'other'],
};

/** Attempts that are refused under the name of the use case, where that is an activity; others go by what they are about. */
export const attemptActivities: Readonly<Record<string, OcsfActivity>> = {
  ProvisionAgent: ['accountChange', 'create'],
  DeactivateAgent: ['accountChange', 'disable'],
  ReactivateAgent: ['accountChange', 'enable'],
  RemoveAgent: ['accountChange', 'delete'],
  CreateGroup: ['groupManagement', 'create'],
  CreateRuleGroup: ['groupManagement', 'create'],
  RemoveGroup: ['groupManagement', 'delete'],
  GiveRoleToGroup: ['groupManagement', 'assignPrivileges'],
  WithdrawRoleFromGroup: ['groupManagement', 'revokePrivileges'],
  AuthenticateToken: ['authentication', 'logon'],
  AuthenticateSession: ['authentication', 'logon'],
  AuthenticateLogoutToken: ['authentication', 'logoff'],
  LogOutSubject: ['authentication', 'logoff'],
  BeginSession: ['authentication', 'logon'],
  BeginSignIn: ['authentication', 'logon'],
  SignInBySaml: ['authentication', 'logon'],
  SignInByOidc: ['authentication', 'logon'],
  UseSignInLink: ['authentication', 'logon'],
};

/** Of what an entry is about, where neither table has its action: older ones, and attempts. */
export const activityAbout = (type: TargetType | undefined): OcsfActivity => {
  if (type === 'agent') return ['accountChange', 'other'];
  if (type === 'group') return ['groupManagement', 'other'];
  return type === 'session' ? ['authentication', 'other'] : ['entityManagement', 'other'];
};
