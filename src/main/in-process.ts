// What other services import as `rollcall`: how to open it, and the types of all that goes in and out.
export type { AppConfig } from '../../config/app-config.ts';
export { ConfigurationInvalid } from '../../config/load-app-config.ts';
export type { IssuedToken } from '../application/access/token/issued-token.ts';
export type { AgentAtATime } from '../application/agents/agent/agent-at-a-time.ts';
export type { AgentDecision } from '../application/agents/agent/agent-decision.ts';
export type { AgentProvisioning } from '../application/agents/agent/agent-provisioning.ts';
export type { AgentReference } from '../application/agents/agent/agent-reference.ts';
export type { ProvisioningOutcome } from '../application/agents/agent/provisioning-of-many.ts';
export type { BrakeSetting } from '../application/agents/brake/brake-setting.ts';
export type { AgentJobReference } from '../application/agents/job/agent-job-reference.ts';
export type { Application } from '../application/application.ts';
export type { DeclaredAttribute } from '../application/attributes/attribute/declaration-input.ts';
export type { ProfileAttributeReference } from '../application/attributes/attribute/profile-attribute-reference.ts';
export type { AccountConfiguration } from '../application/configuration/configuration/account-configuration.ts';
export type { ConfigurationChange } from '../application/configuration/configuration/configuration-change.ts';
export type { DesiredRule } from '../application/groups/rule/desired-rule.ts';
export type { PreviewedAgents, PreviewedRule } from '../application/groups/rule/preview-effect.ts';
export type { ChangedRule } from '../application/groups/rule/store-rule.ts';
export type { ImportOutcome } from '../application/import/import-outcome.ts';
export type * from '../application/index.ts';
export type { Listing } from '../application/listing/listing.ts';
export type { AtATime } from '../application/past/at-a-time.ts';
export type { Caller, Principal, Requester } from '../application/ports/caller.ts';
export type { JournalPage, RecordedJournalEntry } from '../application/ports/event-feed.ts';
export type { OidcMetadata } from '../application/ports/identity-providers.ts';
export type { ListPage, ListPosition } from '../application/ports/list-page.ts';
export type { LogoutProof } from '../application/ports/logout-tokens.ts';
export { DatabaseForeign, SchemaNewer, StorageUnavailable } from '../application/ports/storage-errors.ts';
export type { ExplainedRequest } from '../application/requests/explanation/explained-request.ts';
export type { RequestPlace } from '../application/requests/request/request-place.ts';
export type { GroupGrant } from '../application/roles/role/group-grant.ts';
export type { OwnerReference } from '../application/roles/role/owner-reference.ts';
export type { MadeSignInLink } from '../application/sign-in/link/link-for.ts';
export type { VersionCondition } from '../application/version/version-condition.ts';
export { type ComparisonOperator, type Criteria, equals, everyone } from '../criteria/criteria.ts';
export type { Explanation } from '../criteria/explain-criteria.ts';
export type { Field } from '../criteria/field.ts';
export type { JsonObject, JsonValue } from '../criteria/json.ts';
export type { Ordering } from '../criteria/ordering.ts';
export type { Account, AccountState } from '../domain/account/account.ts';
export type { ApiToken, ApiTokenState } from '../domain/account/api-token.ts';
export type { Agent, AgentState } from '../domain/agent/agent.ts';
export type { AgentCount } from '../domain/agent/agent-count.ts';
export type { AgentEmail } from '../domain/agent/agent-email.ts';
export { agentFields, profileField } from '../domain/agent/agent-fields.ts';
export type { BrakeState, Wave } from '../domain/agent/brake-state.ts';
export type { DeactivationBrake } from '../domain/agent/deactivation-brake.ts';
export type { DesiredAgent, RevisedAgent } from '../domain/agent/desired-agent.ts';
export type { PersonName } from '../domain/agent/person-name.ts';
export type { DesiredGroup } from '../domain/group/desired-group.ts';
export type { Group } from '../domain/group/group.ts';
export { groupFields } from '../domain/group/group-fields.ts';
export type { GroupMember } from '../domain/group/group-member.ts';
export type { GroupKind, GroupReference } from '../domain/group/group-reference.ts';
export type { GroupState } from '../domain/group/group-state.ts';
export type { GroupTemplate, GroupTemplateState } from '../domain/group/group-template.ts';
export { type GroupTemplateId, groupTemplateId } from '../domain/group/group-template.ts';
export type { GroupView } from '../domain/group/group-view.ts';
export type { MembershipRule } from '../domain/group/membership-rule.ts';
export type { MembershipStep } from '../domain/group/membership-steps.ts';
export type { ExceptionTerms, RuleException } from '../domain/group/rule-exceptions.ts';
export type { AgentView } from '../domain/membership/agent-view.ts';
export type { RoleGroup, RoleOfAgent } from '../domain/membership/roles-of-agent.ts';
export type { KnownProfileAttribute } from '../domain/profile-attribute/known-profile-attribute.ts';
export type { ProfileAttributeDeclaration } from '../domain/profile-attribute/profile-attribute-declaration.ts';
export type { AssignableRole, Role } from '../domain/role/role.ts';
export { type Session, type SessionId, type SessionState, sessionId } from '../domain/session/session.ts';
export type { AttributeChange } from '../domain/shared/attribute-change.ts';
export { DomainError, type DomainErrorCode, type DomainErrorDetails } from '../domain/shared/domain-error.ts';
export {
  type AccountId,
  type AgentId,
  type ApiTokenId,
  accountId,
  agentId,
  apiTokenId,
  type GroupId,
  groupId,
} from '../domain/shared/identifiers.ts';
export type { Instant } from '../domain/shared/instant.ts';
export type { SignInLink, SignInLinkState } from '../domain/sign-in/sign-in-link.ts';
export type { SigningCertificate } from '../domain/sign-in/signing-certificate.ts';
export {
  type SsoConnection,
  type SsoConnectionId,
  type SsoConnectionState,
  ssoConnectionId,
} from '../domain/sign-in/sso-connection.ts';
export type { SamlMetadata, SsoProvider } from '../domain/sign-in/sso-provider.ts';
export type { SubjectIdentifier } from '../domain/sign-in/subject-identifier.ts';
export { DatabaseUnusable } from './database-unusable.ts';
export type { HostDataSource } from './host-data-source.ts';
export { openRollcall, type Rollcall, type RollcallOptions } from './open-rollcall.ts';
export { SchemaBehind } from './prepare-schema.ts';
export { rollcall, rollcallModule } from './rollcall-module.ts';
export type { ScimMiddleware } from './scim-middleware.ts';
