import type { Operation } from '../operation.ts';
import { acceptUndeclaredAttributes } from './account/accept-undeclared-attributes.ts';
import { closeAccount } from './account/close-account.ts';
import { describeCaller } from './account/describe-caller.ts';
import { keepAuditLog } from './account/keep-audit-log.ts';
import { keepRequestBodies } from './account/keep-request-bodies.ts';
import { readAccount } from './account/read-account.ts';
import { readOverview } from './account/read-overview.ts';
import { renameAccount } from './account/rename-account.ts';
import { reopenAccount } from './account/reopen-account.ts';
import { switchDirectoryOnly } from './account/switch-directory-only.ts';
import { switchGroupsOverScim } from './account/switch-groups-over-scim.ts';
import { listAccounts } from './accounts/list-accounts.ts';
import { openAccount } from './accounts/open-account.ts';
import { cancelAgentJob } from './agents/cancel-agent-job.ts';
import { deactivateAgent } from './agents/deactivate-agent.ts';
import { endSessionsOfAgent } from './agents/end-sessions-of-agent.ts';
import { eraseAgent } from './agents/erase-agent.ts';
import { explainGroupsOfAgent } from './agents/explain-groups-of-agent.ts';
import { explainRole } from './agents/explain-role.ts';
import { importAgents } from './agents/import-agents.ts';
import { listAgentJobResults } from './agents/list-agent-job-results.ts';
import { listAgentJobs } from './agents/list-agent-jobs.ts';
import { listAgents } from './agents/list-agents.ts';
import { proveDeprovisioning } from './agents/prove-deprovisioning.ts';
import { reactivateAgent } from './agents/reactivate-agent.ts';
import { readAgent } from './agents/read-agent.ts';
import { readAgentJob } from './agents/read-agent-job.ts';
import { readTimeline } from './agents/read-timeline.ts';
import { removeAgent } from './agents/remove-agent.ts';
import { startAgentJob } from './agents/start-agent-job.ts';
import { traceAgent } from './agents/trace-agent.ts';
import { declareAttribute } from './attributes/declare-attribute.ts';
import { describeAttribute } from './attributes/describe-attribute.ts';
import { forgetUnkeptAttribute } from './attributes/forget-unkept-attribute.ts';
import { listAttributes } from './attributes/list-attributes.ts';
import { listUnkeptAttributes } from './attributes/list-unkept-attributes.ts';
import { reinstateAttribute } from './attributes/reinstate-attribute.ts';
import { renameAttribute } from './attributes/rename-attribute.ts';
import { retireAttribute } from './attributes/retire-attribute.ts';
import { undeclareAttribute } from './attributes/undeclare-attribute.ts';
import { exportAuditLog } from './audit-log/export-audit-log.ts';
import { listDifferences } from './audit-log/list-differences.ts';
import { readAuditLog } from './audit-log/read-audit-log.ts';
import { watchAuditLog } from './audit-log/watch-audit-log.ts';
import { bringAgentsBack } from './brake/bring-agents-back.ts';
import { listAgentsToBringBack } from './brake/list-agents-to-bring-back.ts';
import { readBrake } from './brake/read-brake.ts';
import { releaseBrake } from './brake/release-brake.ts';
import { setBrake } from './brake/set-brake.ts';
import { applyConfiguration } from './configuration/apply-configuration.ts';
import { importGroupMembers } from './configuration/import-group-members.ts';
import { importProfileAttributes } from './configuration/import-profile-attributes.ts';
import { importRuleExceptions } from './configuration/import-rule-exceptions.ts';
import { readConfiguration } from './configuration/read-configuration.ts';
import { addGroupMember } from './groups/add-group-member.ts';
import { createGroup } from './groups/create-group.ts';
import { explainMembership } from './groups/explain-membership.ts';
import { listGroupMembers } from './groups/list-group-members.ts';
import { listGroups } from './groups/list-groups.ts';
import { readGroup } from './groups/read-group.ts';
import { removeGroup } from './groups/remove-group.ts';
import { removeGroupMember } from './groups/remove-group-member.ts';
import { renameGroup } from './groups/rename-group.ts';
import { exportRequests } from './requests/export-requests.ts';
import { listRequests } from './requests/list-requests.ts';
import { readRequest } from './requests/read-request.ts';
import { dismissOwner } from './roles/dismiss-owner.ts';
import { giveRoleToGroup } from './roles/give-role-to-group.ts';
import { grantGroup } from './roles/grant-group.ts';
import { listAdministrators } from './roles/list-administrators.ts';
import { listOwners } from './roles/list-owners.ts';
import { listRoleGroups } from './roles/list-role-groups.ts';
import { nameOwner } from './roles/name-owner.ts';
import { withdrawGroupGrant } from './roles/withdraw-group-grant.ts';
import { withdrawRoleFromGroup } from './roles/withdraw-role-from-group.ts';
import { changeGroupRule } from './rules/change-group-rule.ts';
import { createGroupTemplate } from './rules/create-group-template.ts';
import { createRuleGroup } from './rules/create-rule-group.ts';
import { endRuleException } from './rules/end-rule-exception.ts';
import { listGroupTemplates } from './rules/list-group-templates.ts';
import { listRuleEffect } from './rules/list-rule-effect.ts';
import { listRuleExceptions } from './rules/list-rule-exceptions.ts';
import { previewRule } from './rules/preview-rule.ts';
import { removeGroupTemplate } from './rules/remove-group-template.ts';
import { setRuleException } from './rules/set-rule-exception.ts';
import { endOwnSession } from './sessions/end-own-session.ts';
import { endSession } from './sessions/end-session.ts';
import { listOwnSessions } from './sessions/list-own-sessions.ts';
import { listSessions } from './sessions/list-sessions.ts';
import { readOktaSetUp } from './set-up/read-okta-set-up.ts';
import { addSsoConnection } from './sso/add-sso-connection.ts';
import { changeSsoConnection } from './sso/change-sso-connection.ts';
import { connectSso } from './sso/connect-sso.ts';
import { disconnectSso } from './sso/disconnect-sso.ts';
import { listSsoConnections } from './sso/list-sso-connections.ts';
import { removeSsoConnection } from './sso/remove-sso-connection.ts';
import { testSsoConnection } from './sso/test-sso-connection.ts';
import { issueToken } from './tokens/issue-token.ts';
import { listTokens } from './tokens/list-tokens.ts';
import { revokeToken } from './tokens/revoke-token.ts';
import { rotateToken } from './tokens/rotate-token.ts';

/** Every operation, by its id. Written by `npm run reference` from the folders beside this file. */
export const operations: Readonly<Record<string, Operation>> = {
  acceptUndeclaredAttributes,
  addGroupMember,
  addSsoConnection,
  applyConfiguration,
  bringAgentsBack,
  cancelAgentJob,
  changeGroupRule,
  changeSsoConnection,
  closeAccount,
  connectSso,
  createGroup,
  createGroupTemplate,
  createRuleGroup,
  deactivateAgent,
  declareAttribute,
  describeAttribute,
  describeCaller,
  disconnectSso,
  dismissOwner,
  endOwnSession,
  endRuleException,
  endSession,
  endSessionsOfAgent,
  eraseAgent,
  explainGroupsOfAgent,
  explainMembership,
  explainRole,
  exportAuditLog,
  exportRequests,
  forgetUnkeptAttribute,
  giveRoleToGroup,
  grantGroup,
  importAgents,
  importGroupMembers,
  importProfileAttributes,
  importRuleExceptions,
  issueToken,
  keepAuditLog,
  keepRequestBodies,
  listAccounts,
  listAdministrators,
  listAgentJobResults,
  listAgentJobs,
  listAgents,
  listAgentsToBringBack,
  listAttributes,
  listDifferences,
  listGroupMembers,
  listGroupTemplates,
  listGroups,
  listOwnSessions,
  listOwners,
  listRequests,
  listRoleGroups,
  listRuleEffect,
  listRuleExceptions,
  listSessions,
  listSsoConnections,
  listTokens,
  listUnkeptAttributes,
  nameOwner,
  openAccount,
  previewRule,
  proveDeprovisioning,
  reactivateAgent,
  readAccount,
  readAgent,
  readAgentJob,
  readAuditLog,
  readBrake,
  readConfiguration,
  readGroup,
  readOktaSetUp,
  readOverview,
  readRequest,
  readTimeline,
  reinstateAttribute,
  releaseBrake,
  removeAgent,
  removeGroup,
  removeGroupMember,
  removeGroupTemplate,
  removeSsoConnection,
  renameAccount,
  renameAttribute,
  renameGroup,
  reopenAccount,
  retireAttribute,
  revokeToken,
  rotateToken,
  setBrake,
  setRuleException,
  startAgentJob,
  switchDirectoryOnly,
  switchGroupsOverScim,
  testSsoConnection,
  traceAgent,
  undeclareAttribute,
  watchAuditLog,
  withdrawGroupGrant,
  withdrawRoleFromGroup,
};
