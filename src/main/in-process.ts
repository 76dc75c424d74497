import { randomUUID } from 'node:crypto';
import type { Provisioning } from '../application/index.ts';
import type { Caller, Requester } from '../application/ports/caller.ts';
import type { AccountId } from '../domain/shared/identifiers.ts';
import { appConfig } from './app-config.ts';
import { openServices } from './open-services.ts';

export { ConfigurationInvalid } from '../../config/load-app-config.ts';
export type { IssuedToken } from '../application/access/issue-token.ts';
export type { TokenRotation } from '../application/access/rotate-token.ts';
export type { AccountOpening } from '../application/accounts/open-account.ts';
export type { AgentListing } from '../application/agents/list-agents.ts';
export type { AgentProvisioning, ProvisioningOutcome } from '../application/agents/provision-agents.ts';
export type { AgentRemoval } from '../application/agents/remove-agent.ts';
export type { AgentRevision } from '../application/agents/revise-agent.ts';
export type { AuditLogPosition } from '../application/audit/follow-audit-log.ts';
export type {
  CreatedGroupTemplate,
  GroupTemplateCreation,
} from '../application/group-templates/create-group-template.ts';
export type { ChangedRule, GroupRuleChange } from '../application/groups/change-group-rule.ts';
export type { GroupCreation } from '../application/groups/create-group.ts';
export type { RuledGroup, RuleGroupCreation } from '../application/groups/create-rule-group.ts';
export type { DesiredRule } from '../application/groups/desired-rule.ts';
export type { ExplainedMembership, MembershipQuestion } from '../application/groups/explain-membership.ts';
export type { GroupListing } from '../application/groups/list-groups.ts';
export type { RuleEffectListing } from '../application/groups/list-rule-effect.ts';
export type { PreviewedAgents, PreviewedRule, RulePreview } from '../application/groups/preview-rule.ts';
export type { GroupReading } from '../application/groups/read-group.ts';
export type { GroupRemoval } from '../application/groups/remove-group.ts';
export type { GroupRevision, RevisedGroup } from '../application/groups/revise-group.ts';
export type { Provisioning } from '../application/index.ts';
export type { Caller, Principal, Requester } from '../application/ports/caller.ts';
export type { JournalPage, JournalQuery, RecordedJournalEntry } from '../application/ports/event-feed.ts';
export type { ListPage, ListPosition } from '../application/ports/list-page.ts';
export { StorageUnavailable } from '../application/ports/storage-errors.ts';
export type { ProfileAttributeDeclaring } from '../application/profile-attributes/declare-profile-attribute.ts';
export type { DescribedProfileAttribute } from '../application/profile-attributes/describe-profile-attribute.ts';
export type { ProfileAttributeRenaming } from '../application/profile-attributes/rename-profile-attribute.ts';
export type { ProfileAttributeRetirement } from '../application/profile-attributes/retire-profile-attribute.ts';
export type { Listing } from '../application/support/listing.ts';
export type { VersionCondition } from '../application/support/require-version.ts';
export { type ComparisonOperator, type Criteria, equals, everyone } from '../criteria/criteria.ts';
export type { Explanation } from '../criteria/explain-criteria.ts';
export type { Field } from '../criteria/field.ts';
export type { JsonObject, JsonValue } from '../criteria/json.ts';
export type { Ordering } from '../criteria/ordering.ts';
export type { Account, AccountState } from '../domain/account/account.ts';
export type { ApiToken, ApiTokenRequest, ApiTokenState } from '../domain/account/api-token.ts';
export type { Agent, AgentState, DesiredAgent } from '../domain/agent/agent.ts';
export type { AgentCount } from '../domain/agent/agent-count.ts';
export type { AgentEmail } from '../domain/agent/agent-email.ts';
export { agentFields, profileField } from '../domain/agent/agent-fields.ts';
export type { AgentView } from '../domain/agent/agent-view.ts';
export type { PersonName } from '../domain/agent/person-name.ts';
export type { DesiredGroup } from '../domain/group/desired-group.ts';
export type { Group, GroupState } from '../domain/group/group.ts';
export { groupFields } from '../domain/group/group-fields.ts';
export type { GroupMember } from '../domain/group/group-member.ts';
export type { GroupKind, GroupReference } from '../domain/group/group-reference.ts';
export type { GroupTemplate, GroupTemplateState } from '../domain/group/group-template.ts';
export type { GroupView } from '../domain/group/group-view.ts';
export type { MembershipStep } from '../domain/group/membership.ts';
export type { MembershipRule } from '../domain/group/membership-rule.ts';
export type { KnownProfileAttribute } from '../domain/profile-attribute/known-profile-attribute.ts';
export type { ProfileAttributeDeclaration } from '../domain/profile-attribute/profile-attribute-declaration.ts';
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
  type GroupTemplateId,
  groupId,
  groupTemplateId,
} from '../domain/shared/identifiers.ts';
export type { Instant } from '../domain/shared/instant.ts';

export interface RollcallOptions {
  /** Who acts, as the audit log names it. */
  readonly serviceName: string;
  /** In place of `ROLLCALL_DATABASE_URL`. */
  readonly databaseUrl?: string;
}

/** Rollcall without HTTP, for the life of a process. */
export interface Rollcall {
  readonly provisioning: Provisioning;
  /**
   * Acting in one account.
   *
   * @param requestId - of the request that the service serves, for the audit log; made where there is none.
   */
  caller(accountId: AccountId, requestId?: string): Caller;
  /** Acting in no account yet. */
  requester(requestId?: string): Requester;
  /** Waits for what is under way and lets go of the database. */
  close(): Promise<void>;
}

/**
 * Opens the database that the configuration names, and brings its schema up to date unless that is left to
 * the operator.
 *
 * @throws ConfigurationInvalid, StorageUnavailable, and an Error where the schema is behind.
 */
export async function openRollcall({ serviceName, databaseUrl }: RollcallOptions): Promise<Rollcall> {
  const config = appConfig(databaseUrl === undefined ? {} : { ROLLCALL_DATABASE_URL: databaseUrl });
  const { provisioning, storage } = await openServices(config, 'upToDate');
  const requester = (requestId: string = randomUUID()): Requester => ({
    principal: { kind: 'service', name: serviceName },
    source: 'in process',
    requestId,
  });
  return {
    provisioning,
    requester,
    caller: (accountId, requestId) => ({ ...requester(requestId), accountId }),
    close: () => storage.close(),
  };
}
