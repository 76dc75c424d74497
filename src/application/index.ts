import type { AuthenticateToken } from './access/authenticate-token.ts';
import type { IssueToken } from './access/issue-token.ts';
import type { ListTokens } from './access/list-tokens.ts';
import type { RevokeToken } from './access/revoke-token.ts';
import type { RotateToken } from './access/rotate-token.ts';
import type { AcceptUndeclaredAttributes } from './accounts/accept-undeclared-attributes.ts';
import type { ConnectSso } from './accounts/connect-sso.ts';
import type { DisconnectSso } from './accounts/disconnect-sso.ts';
import type { ListAccounts } from './accounts/list-accounts.ts';
import type { OpenAccount } from './accounts/open-account.ts';
import type { ReadAccount } from './accounts/read-account.ts';
import type { SwitchGroupsOverScim } from './accounts/switch-groups-over-scim.ts';
import type { DeactivateAgent } from './agents/deactivate-agent.ts';
import type { ListAgents } from './agents/list-agents.ts';
import type { ProvisionAgent } from './agents/provision-agent.ts';
import type { ProvisionAgents } from './agents/provision-agents.ts';
import type { ReactivateAgent } from './agents/reactivate-agent.ts';
import type { ReadAgent } from './agents/read-agent.ts';
import type { RemoveAgent } from './agents/remove-agent.ts';
import type { ReviseAgent } from './agents/revise-agent.ts';
import type { FollowAuditLog } from './audit/follow-audit-log.ts';
import type { ReadAuditLog } from './audit/read-audit-log.ts';
import type { CreateGroupTemplate } from './group-templates/create-group-template.ts';
import type { ListGroupTemplates } from './group-templates/list-group-templates.ts';
import type { RemoveGroupTemplate } from './group-templates/remove-group-template.ts';
import type { ChangeGroupRule } from './groups/change-group-rule.ts';
import type { CreateGroup } from './groups/create-group.ts';
import type { CreateRuleGroup } from './groups/create-rule-group.ts';
import type { ExplainMembership } from './groups/explain-membership.ts';
import type { ListGroups } from './groups/list-groups.ts';
import type { ListRuleEffect } from './groups/list-rule-effect.ts';
import type { PreviewRule } from './groups/preview-rule.ts';
import type { ReadGroup } from './groups/read-group.ts';
import type { RemoveGroup } from './groups/remove-group.ts';
import type { ReviseGroup } from './groups/revise-group.ts';
import type { DeclareProfileAttribute } from './profile-attributes/declare-profile-attribute.ts';
import type { DescribeProfileAttribute } from './profile-attributes/describe-profile-attribute.ts';
import type { ListProfileAttributes } from './profile-attributes/list-profile-attributes.ts';
import type { RenameProfileAttribute } from './profile-attributes/rename-profile-attribute.ts';
import type { RetireProfileAttribute } from './profile-attributes/retire-profile-attribute.ts';

/** Everything that can be done, each a use case with `execute(caller, input)`. Transports and services share it. */
export interface Provisioning {
  readonly provisionAgent: ProvisionAgent;
  readonly provisionAgents: ProvisionAgents;
  readonly reviseAgent: ReviseAgent;
  readonly deactivateAgent: DeactivateAgent;
  readonly reactivateAgent: ReactivateAgent;
  readonly removeAgent: RemoveAgent;
  readonly readAgent: ReadAgent;
  readonly listAgents: ListAgents;

  readonly listProfileAttributes: ListProfileAttributes;
  readonly declareProfileAttribute: DeclareProfileAttribute;
  readonly describeProfileAttribute: DescribeProfileAttribute;
  readonly renameProfileAttribute: RenameProfileAttribute;
  readonly retireProfileAttribute: RetireProfileAttribute;

  readonly createGroup: CreateGroup;
  readonly reviseGroup: ReviseGroup;
  readonly removeGroup: RemoveGroup;
  readonly readGroup: ReadGroup;
  readonly listGroups: ListGroups;
  readonly changeGroupRule: ChangeGroupRule;
  readonly createRuleGroup: CreateRuleGroup;
  readonly explainMembership: ExplainMembership;
  readonly listRuleEffect: ListRuleEffect;
  readonly previewRule: PreviewRule;
  readonly createGroupTemplate: CreateGroupTemplate;
  readonly listGroupTemplates: ListGroupTemplates;
  readonly removeGroupTemplate: RemoveGroupTemplate;

  readonly issueToken: IssueToken;
  readonly rotateToken: RotateToken;
  readonly revokeToken: RevokeToken;
  readonly listTokens: ListTokens;
  readonly authenticateToken: AuthenticateToken;

  readonly openAccount: OpenAccount;
  readonly connectSso: ConnectSso;
  readonly disconnectSso: DisconnectSso;
  readonly switchGroupsOverScim: SwitchGroupsOverScim;
  readonly acceptUndeclaredAttributes: AcceptUndeclaredAttributes;
  readonly readAccount: ReadAccount;
  readonly listAccounts: ListAccounts;

  readonly readAuditLog: ReadAuditLog;
  readonly followAuditLog: FollowAuditLog;
}
