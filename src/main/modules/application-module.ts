import { ContainerModule } from 'inversify';
import { AuthenticateToken } from '../../application/access/authenticate-token.ts';
import { IssueToken } from '../../application/access/issue-token.ts';
import { ListTokens } from '../../application/access/list-tokens.ts';
import { RevokeToken } from '../../application/access/revoke-token.ts';
import { RotateToken } from '../../application/access/rotate-token.ts';
import { TokenUse } from '../../application/access/token-use.ts';
import { AcceptUndeclaredAttributes } from '../../application/accounts/accept-undeclared-attributes.ts';
import { ConnectSso } from '../../application/accounts/connect-sso.ts';
import { DisconnectSso } from '../../application/accounts/disconnect-sso.ts';
import { ListAccounts } from '../../application/accounts/list-accounts.ts';
import { OpenAccount } from '../../application/accounts/open-account.ts';
import { ReadAccount } from '../../application/accounts/read-account.ts';
import { SwitchGroupsOverScim } from '../../application/accounts/switch-groups-over-scim.ts';
import { AgentWriter } from '../../application/agents/agent-writer.ts';
import { DeactivateAgent } from '../../application/agents/deactivate-agent.ts';
import { ListAgents } from '../../application/agents/list-agents.ts';
import { ProvisionAgent } from '../../application/agents/provision-agent.ts';
import { ProvisionAgents } from '../../application/agents/provision-agents.ts';
import { ReactivateAgent } from '../../application/agents/reactivate-agent.ts';
import { ReadAgent } from '../../application/agents/read-agent.ts';
import { RemoveAgent } from '../../application/agents/remove-agent.ts';
import { ReviseAgent } from '../../application/agents/revise-agent.ts';
import { FollowAuditLog } from '../../application/audit/follow-audit-log.ts';
import { ReadAuditLog } from '../../application/audit/read-audit-log.ts';
import { CreateGroupTemplate } from '../../application/group-templates/create-group-template.ts';
import { ListGroupTemplates } from '../../application/group-templates/list-group-templates.ts';
import { RemoveGroupTemplate } from '../../application/group-templates/remove-group-template.ts';
import { ChangeGroupRule } from '../../application/groups/change-group-rule.ts';
import { CreateGroup } from '../../application/groups/create-group.ts';
import { CreateRuleGroup } from '../../application/groups/create-rule-group.ts';
import { ExplainMembership } from '../../application/groups/explain-membership.ts';
import { ListGroups } from '../../application/groups/list-groups.ts';
import { ListRuleEffect } from '../../application/groups/list-rule-effect.ts';
import { PreviewRule } from '../../application/groups/preview-rule.ts';
import { ReadGroup } from '../../application/groups/read-group.ts';
import { RemoveGroup } from '../../application/groups/remove-group.ts';
import { ReviseGroup } from '../../application/groups/revise-group.ts';
import { DeclareProfileAttribute } from '../../application/profile-attributes/declare-profile-attribute.ts';
import { DescribeProfileAttribute } from '../../application/profile-attributes/describe-profile-attribute.ts';
import { ListProfileAttributes } from '../../application/profile-attributes/list-profile-attributes.ts';
import { RenameProfileAttribute } from '../../application/profile-attributes/rename-profile-attribute.ts';
import { RetireProfileAttribute } from '../../application/profile-attributes/retire-profile-attribute.ts';
import { RefusalAllowance } from '../../application/support/refusal-allowance.ts';
import { RefusalRecorder } from '../../application/support/refusal-recorder.ts';
import { bindings } from '../bindings.ts';
import { bindClass, bindRecord } from '../wiring.ts';

const { unitOfWork, accounts, tokenSecrets, identifiers, clock, log, ruleLanguage } = bindings;

/** The use cases, and the record of all of them. */
export const applicationModule = new ContainerModule(({ bind }) => {
  bindClass(bind, RefusalAllowance, [log]);
  bindClass(bind, RefusalRecorder, [unitOfWork, RefusalAllowance, clock, log]);
  bindClass(bind, TokenUse, [accounts, log]);

  bindClass(bind, AgentWriter, [identifiers]);
  bindClass(bind, ProvisionAgent, [unitOfWork, accounts, RefusalRecorder, identifiers, clock, AgentWriter]);
  bindClass(bind, ProvisionAgents, [unitOfWork, accounts, RefusalRecorder, clock, AgentWriter]);
  bindClass(bind, ReviseAgent, [unitOfWork, accounts, RefusalRecorder, clock, AgentWriter]);
  bindClass(bind, DeactivateAgent, [unitOfWork, RefusalRecorder, clock, AgentWriter]);
  bindClass(bind, ReactivateAgent, [unitOfWork, accounts, RefusalRecorder, clock, AgentWriter]);
  bindClass(bind, RemoveAgent, [unitOfWork, RefusalRecorder, clock, AgentWriter]);
  bindClass(bind, ReadAgent, [unitOfWork]);
  bindClass(bind, ListAgents, [unitOfWork]);

  bindClass(bind, ListProfileAttributes, [unitOfWork]);
  bindClass(bind, DescribeProfileAttribute, [unitOfWork]);
  bindClass(bind, DeclareProfileAttribute, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, RetireProfileAttribute, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, RenameProfileAttribute, [unitOfWork, RefusalRecorder, clock, AgentWriter]);

  bindClass(bind, CreateGroup, [unitOfWork, RefusalRecorder, identifiers, clock]);
  bindClass(bind, ReviseGroup, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, RemoveGroup, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, ReadGroup, [unitOfWork]);
  bindClass(bind, ListGroups, [unitOfWork]);

  bindClass(bind, CreateRuleGroup, [unitOfWork, RefusalRecorder, identifiers, clock, ruleLanguage]);
  bindClass(bind, ChangeGroupRule, [unitOfWork, RefusalRecorder, clock, ruleLanguage]);
  bindClass(bind, PreviewRule, [unitOfWork, ruleLanguage]);
  bindClass(bind, ExplainMembership, [unitOfWork]);
  bindClass(bind, ListRuleEffect, [unitOfWork, ruleLanguage]);
  bindClass(bind, CreateGroupTemplate, [unitOfWork, RefusalRecorder, identifiers, clock, ruleLanguage]);
  bindClass(bind, RemoveGroupTemplate, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, ListGroupTemplates, [unitOfWork]);

  bindClass(bind, IssueToken, [unitOfWork, accounts, RefusalRecorder, tokenSecrets, identifiers, clock]);
  bindClass(bind, RotateToken, [unitOfWork, RefusalRecorder, tokenSecrets, identifiers, clock]);
  bindClass(bind, RevokeToken, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, ListTokens, [unitOfWork]);
  bindClass(bind, AuthenticateToken, [accounts, tokenSecrets, RefusalRecorder, TokenUse, clock]);

  bindClass(bind, OpenAccount, [unitOfWork, RefusalRecorder, identifiers, clock]);
  bindClass(bind, ConnectSso, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, DisconnectSso, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, SwitchGroupsOverScim, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, AcceptUndeclaredAttributes, [unitOfWork, RefusalRecorder, clock]);
  bindClass(bind, ReadAccount, [accounts]);
  bindClass(bind, ListAccounts, [accounts]);

  bindClass(bind, ReadAuditLog, [unitOfWork]);
  bindClass(bind, FollowAuditLog, [unitOfWork]);

  bindRecord(bind, bindings.provisioning, {
    provisionAgent: ProvisionAgent,
    provisionAgents: ProvisionAgents,
    reviseAgent: ReviseAgent,
    deactivateAgent: DeactivateAgent,
    reactivateAgent: ReactivateAgent,
    removeAgent: RemoveAgent,
    readAgent: ReadAgent,
    listAgents: ListAgents,
    listProfileAttributes: ListProfileAttributes,
    describeProfileAttribute: DescribeProfileAttribute,
    declareProfileAttribute: DeclareProfileAttribute,
    retireProfileAttribute: RetireProfileAttribute,
    renameProfileAttribute: RenameProfileAttribute,
    createGroup: CreateGroup,
    reviseGroup: ReviseGroup,
    removeGroup: RemoveGroup,
    readGroup: ReadGroup,
    listGroups: ListGroups,
    createRuleGroup: CreateRuleGroup,
    changeGroupRule: ChangeGroupRule,
    previewRule: PreviewRule,
    explainMembership: ExplainMembership,
    listRuleEffect: ListRuleEffect,
    createGroupTemplate: CreateGroupTemplate,
    removeGroupTemplate: RemoveGroupTemplate,
    listGroupTemplates: ListGroupTemplates,
    issueToken: IssueToken,
    rotateToken: RotateToken,
    revokeToken: RevokeToken,
    listTokens: ListTokens,
    authenticateToken: AuthenticateToken,
    openAccount: OpenAccount,
    connectSso: ConnectSso,
    disconnectSso: DisconnectSso,
    switchGroupsOverScim: SwitchGroupsOverScim,
    acceptUndeclaredAttributes: AcceptUndeclaredAttributes,
    readAccount: ReadAccount,
    listAccounts: ListAccounts,
    readAuditLog: ReadAuditLog,
    followAuditLog: FollowAuditLog,
  });
});
