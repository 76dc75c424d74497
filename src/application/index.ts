import { authenticateToken } from './access/authenticate-token.ts';
import { describeCaller } from './access/describe-caller.ts';
import { issueToken } from './access/issue-token.ts';
import { listTokens } from './access/list-tokens.ts';
import { revokeToken } from './access/revoke-token.ts';
import { rotateToken } from './access/rotate-token.ts';
import { warnOfTokenExpiry } from './access/warn-of-token-expiry.ts';
import { acceptUndeclaredAttributes } from './accounts/accept-undeclared-attributes.ts';
import { closeAccount } from './accounts/close-account.ts';
import { connectSso } from './accounts/connect-sso.ts';
import { disconnectSso } from './accounts/disconnect-sso.ts';
import { keepAuditLog } from './accounts/keep-audit-log.ts';
import { keepRequestBodies } from './accounts/keep-request-bodies.ts';
import { listAccounts } from './accounts/list-accounts.ts';
import { openAccount } from './accounts/open-account.ts';
import { openFirstAccount } from './accounts/open-first-account.ts';
import { readAccount } from './accounts/read-account.ts';
import { readCurrentAccount } from './accounts/read-current-account.ts';
import { renameAccount } from './accounts/rename-account.ts';
import { reopenAccount } from './accounts/reopen-account.ts';
import { switchDirectoryOnly } from './accounts/switch-directory-only.ts';
import { switchGroupsOverScim } from './accounts/switch-groups-over-scim.ts';
import { bringAgentsBack } from './agents/bring-agents-back.ts';
import { bringSomeAgentsBack } from './agents/bring-some-agents-back.ts';
import { cancelAgentJob } from './agents/cancel-agent-job.ts';
import { deactivateAgent } from './agents/deactivate-agent.ts';
import { eraseAgent } from './agents/erase-agent.ts';
import { importAgents } from './agents/import-agents.ts';
import { listAgentJobResults } from './agents/list-agent-job-results.ts';
import { listAgentJobs } from './agents/list-agent-jobs.ts';
import { listAgents } from './agents/list-agents.ts';
import { listAgentsToBringBack } from './agents/list-agents-to-bring-back.ts';
import { provisionAgent } from './agents/provision-agent.ts';
import { provisionAgents } from './agents/provision-agents.ts';
import { reactivateAgent } from './agents/reactivate-agent.ts';
import { readAgent } from './agents/read-agent.ts';
import { readAgentJob } from './agents/read-agent-job.ts';
import { readBrake } from './agents/read-brake.ts';
import { readOwnAgent } from './agents/read-own-agent.ts';
import { releaseBrake } from './agents/release-brake.ts';
import { removeAgent } from './agents/remove-agent.ts';
import { reviseAgent } from './agents/revise-agent.ts';
import { setBrake } from './agents/set-brake.ts';
import { startAgentJob } from './agents/start-agent-job.ts';
import { traceAgent } from './agents/trace-agent.ts';
import { declareProfileAttribute } from './attributes/declare-profile-attribute.ts';
import { describeProfileAttribute } from './attributes/describe-profile-attribute.ts';
import { forgetUnkeptAttribute } from './attributes/forget-unkept-attribute.ts';
import { importProfileAttributes } from './attributes/import-profile-attributes.ts';
import { listProfileAttributes } from './attributes/list-profile-attributes.ts';
import { listUnkeptAttributes } from './attributes/list-unkept-attributes.ts';
import { noteUnkeptAttributes } from './attributes/note-unkept-attributes.ts';
import { renameProfileAttribute } from './attributes/rename-profile-attribute.ts';
import { retireProfileAttribute } from './attributes/retire-profile-attribute.ts';
import { archiveAuditLog } from './audit/archive-audit-log.ts';
import { describeSeal } from './audit/describe-seal.ts';
import { followAuditLog } from './audit/follow-audit-log.ts';
import { listCheckpointKeys } from './audit/list-checkpoint-keys.ts';
import { listDifferences } from './audit/list-differences.ts';
import { proveAuditLog } from './audit/prove-audit-log.ts';
import { proveDeprovisioning } from './audit/prove-deprovisioning.ts';
import { readAuditLog } from './audit/read-audit-log.ts';
import { readCheckpoint } from './audit/read-checkpoint.ts';
import { readTile } from './audit/read-tile.ts';
import { rotateCheckpointKey } from './audit/rotate-checkpoint-key.ts';
import { sealAuditLog } from './audit/seal-audit-log.ts';
import { verifyAuditLog } from './audit/verify-audit-log.ts';
import { applyConfiguration } from './configuration/apply-configuration.ts';
import { readConfiguration } from './configuration/read-configuration.ts';
import { changeGroupRule } from './groups/change-group-rule.ts';
import { createGroup } from './groups/create-group.ts';
import { createGroupTemplate } from './groups/create-group-template.ts';
import { createRuleGroup } from './groups/create-rule-group.ts';
import { endRuleException } from './groups/end-rule-exception.ts';
import { explainGroupsOfAgent } from './groups/explain-groups-of-agent.ts';
import { explainMembership } from './groups/explain-membership.ts';
import { importGroupMembers } from './groups/import-group-members.ts';
import { importRuleExceptions } from './groups/import-rule-exceptions.ts';
import { listGroupTemplates } from './groups/list-group-templates.ts';
import { listGroups } from './groups/list-groups.ts';
import { listRuleEffect } from './groups/list-rule-effect.ts';
import { listRuleExceptions } from './groups/list-rule-exceptions.ts';
import { previewRule } from './groups/preview-rule.ts';
import { readGroup } from './groups/read-group.ts';
import { readGroupMembers } from './groups/read-group-members.ts';
import { removeGroup } from './groups/remove-group.ts';
import { removeGroupTemplate } from './groups/remove-group-template.ts';
import { reviseGroup } from './groups/revise-group.ts';
import { setRuleException } from './groups/set-rule-exception.ts';
import { readOverview } from './overview/read-overview.ts';
import { forgetRequests } from './requests/forget-requests.ts';
import { listRequests } from './requests/list-requests.ts';
import { readRequest } from './requests/read-request.ts';
import { dismissOwner } from './roles/dismiss-owner.ts';
import { explainRole } from './roles/explain-role.ts';
import { giveRoleToGroup } from './roles/give-role-to-group.ts';
import { grantGroup } from './roles/grant-group.ts';
import { listAdministrators } from './roles/list-administrators.ts';
import { listOwners } from './roles/list-owners.ts';
import { listRoleGroups } from './roles/list-role-groups.ts';
import { nameOwner } from './roles/name-owner.ts';
import { withdrawGroupGrant } from './roles/withdraw-group-grant.ts';
import { withdrawRoleFromGroup } from './roles/withdraw-role-from-group.ts';
import { authenticateSession } from './sessions/authenticate-session.ts';
import { beginSession } from './sessions/begin-session.ts';
import { endOwnSession, endSession } from './sessions/end-session.ts';
import { endSessionsOfAgent } from './sessions/end-sessions-of-agent.ts';
import { listOwnSessions, listSessions } from './sessions/list-sessions.ts';
import { readOktaSetUp } from './set-up/read-okta-set-up.ts';
import { addSsoConnection } from './sign-in/add-sso-connection.ts';
import { authenticateLogoutToken } from './sign-in/authenticate-logout-token.ts';
import { beginSignIn } from './sign-in/begin-sign-in.ts';
import { changeSsoConnection } from './sign-in/change-sso-connection.ts';
import { listSignInLinks } from './sign-in/list-sign-in-links.ts';
import { listSsoConnections } from './sign-in/list-sso-connections.ts';
import { listWaysToSignIn } from './sign-in/list-ways-to-sign-in.ts';
import { logOutSubject } from './sign-in/log-out-subject.ts';
import { makeSignInLink } from './sign-in/make-sign-in-link.ts';
import { refreshSsoMetadata } from './sign-in/refresh-sso-metadata.ts';
import { removeSsoConnection } from './sign-in/remove-sso-connection.ts';
import { signInByOidc } from './sign-in/sign-in-by-oidc.ts';
import { signInBySaml } from './sign-in/sign-in-by-saml.ts';
import { testSsoConnection } from './sign-in/test-sso-connection.ts';
import { useSignInLink } from './sign-in/use-sign-in-link.ts';

export type * from './access/authenticate-token.ts';
export type * from './access/describe-caller.ts';
export type * from './access/issue-token.ts';
export type * from './access/list-tokens.ts';
export type * from './access/revoke-token.ts';
export type * from './access/rotate-token.ts';
export type * from './access/warn-of-token-expiry.ts';
export type * from './accounts/accept-undeclared-attributes.ts';
export type * from './accounts/close-account.ts';
export type * from './accounts/connect-sso.ts';
export type * from './accounts/disconnect-sso.ts';
export type * from './accounts/keep-audit-log.ts';
export type * from './accounts/keep-request-bodies.ts';
export type * from './accounts/list-accounts.ts';
export type * from './accounts/open-account.ts';
export type * from './accounts/open-first-account.ts';
export type * from './accounts/read-account.ts';
export type * from './accounts/read-current-account.ts';
export type * from './accounts/rename-account.ts';
export type * from './accounts/reopen-account.ts';
export type * from './accounts/switch-directory-only.ts';
export type * from './accounts/switch-groups-over-scim.ts';
export type * from './agents/bring-agents-back.ts';
export type * from './agents/bring-some-agents-back.ts';
export type * from './agents/cancel-agent-job.ts';
export type * from './agents/deactivate-agent.ts';
export type * from './agents/erase-agent.ts';
export type * from './agents/import-agents.ts';
export type * from './agents/list-agent-job-results.ts';
export type * from './agents/list-agent-jobs.ts';
export type * from './agents/list-agents.ts';
export type * from './agents/list-agents-to-bring-back.ts';
export type * from './agents/provision-agent.ts';
export type * from './agents/provision-agents.ts';
export type * from './agents/reactivate-agent.ts';
export type * from './agents/read-agent.ts';
export type * from './agents/read-agent-job.ts';
export type * from './agents/read-brake.ts';
export type * from './agents/read-own-agent.ts';
export type * from './agents/release-brake.ts';
export type * from './agents/remove-agent.ts';
export type * from './agents/revise-agent.ts';
export type * from './agents/set-brake.ts';
export type * from './agents/start-agent-job.ts';
export type * from './agents/trace-agent.ts';
export type * from './attributes/declare-profile-attribute.ts';
export type * from './attributes/describe-profile-attribute.ts';
export type * from './attributes/forget-unkept-attribute.ts';
export type * from './attributes/import-profile-attributes.ts';
export type * from './attributes/list-profile-attributes.ts';
export type * from './attributes/list-unkept-attributes.ts';
export type * from './attributes/note-unkept-attributes.ts';
export type * from './attributes/rename-profile-attribute.ts';
export type * from './attributes/retire-profile-attribute.ts';
export type * from './audit/archive-audit-log.ts';
export type * from './audit/describe-seal.ts';
export type * from './audit/follow-audit-log.ts';
export type * from './audit/list-checkpoint-keys.ts';
export type * from './audit/list-differences.ts';
export type * from './audit/prove-audit-log.ts';
export type * from './audit/prove-deprovisioning.ts';
export type * from './audit/read-audit-log.ts';
export type * from './audit/read-checkpoint.ts';
export type * from './audit/read-tile.ts';
export type * from './audit/rotate-checkpoint-key.ts';
export type * from './audit/seal-audit-log.ts';
export type * from './audit/verify-audit-log.ts';
export type * from './configuration/apply-configuration.ts';
export type * from './configuration/read-configuration.ts';
export type * from './groups/change-group-rule.ts';
export type * from './groups/create-group.ts';
export type * from './groups/create-group-template.ts';
export type * from './groups/create-rule-group.ts';
export type * from './groups/end-rule-exception.ts';
export type * from './groups/explain-groups-of-agent.ts';
export type * from './groups/explain-membership.ts';
export type * from './groups/import-group-members.ts';
export type * from './groups/import-rule-exceptions.ts';
export type * from './groups/list-group-templates.ts';
export type * from './groups/list-groups.ts';
export type * from './groups/list-rule-effect.ts';
export type * from './groups/list-rule-exceptions.ts';
export type * from './groups/preview-rule.ts';
export type * from './groups/read-group.ts';
export type * from './groups/read-group-members.ts';
export type * from './groups/remove-group.ts';
export type * from './groups/remove-group-template.ts';
export type * from './groups/revise-group.ts';
export type * from './groups/set-rule-exception.ts';
export type * from './overview/read-overview.ts';
export type * from './requests/forget-requests.ts';
export type * from './requests/list-requests.ts';
export type * from './requests/read-request.ts';
export type * from './roles/dismiss-owner.ts';
export type * from './roles/explain-role.ts';
export type * from './roles/give-role-to-group.ts';
export type * from './roles/grant-group.ts';
export type * from './roles/list-administrators.ts';
export type * from './roles/list-owners.ts';
export type * from './roles/list-role-groups.ts';
export type * from './roles/name-owner.ts';
export type * from './roles/withdraw-group-grant.ts';
export type * from './roles/withdraw-role-from-group.ts';
export type * from './sessions/authenticate-session.ts';
export type * from './sessions/begin-session.ts';
export type * from './sessions/end-session.ts';
export type * from './sessions/end-sessions-of-agent.ts';
export type * from './sessions/list-sessions.ts';
export type * from './set-up/read-okta-set-up.ts';
export type * from './sign-in/add-sso-connection.ts';
export type * from './sign-in/authenticate-logout-token.ts';
export type * from './sign-in/begin-sign-in.ts';
export type * from './sign-in/change-sso-connection.ts';
export type * from './sign-in/list-sign-in-links.ts';
export type * from './sign-in/list-sso-connections.ts';
export type * from './sign-in/list-ways-to-sign-in.ts';
export type * from './sign-in/log-out-subject.ts';
export type * from './sign-in/make-sign-in-link.ts';
export type * from './sign-in/refresh-sso-metadata.ts';
export type * from './sign-in/remove-sso-connection.ts';
export type * from './sign-in/sign-in-by-oidc.ts';
export type * from './sign-in/sign-in-by-saml.ts';
export type * from './sign-in/test-sso-connection.ts';
export type * from './sign-in/use-sign-in-link.ts';

/** Everything that can be done, by name. Written by `npm run reference` from the folders beside this file. */
export const useCases = {
  acceptUndeclaredAttributes,
  addSsoConnection,
  applyConfiguration,
  archiveAuditLog,
  authenticateLogoutToken,
  authenticateSession,
  authenticateToken,
  beginSession,
  beginSignIn,
  bringAgentsBack,
  bringSomeAgentsBack,
  cancelAgentJob,
  changeGroupRule,
  changeSsoConnection,
  closeAccount,
  connectSso,
  createGroup,
  createGroupTemplate,
  createRuleGroup,
  deactivateAgent,
  declareProfileAttribute,
  describeCaller,
  describeProfileAttribute,
  describeSeal,
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
  followAuditLog,
  forgetRequests,
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
  listCheckpointKeys,
  listDifferences,
  listGroupTemplates,
  listGroups,
  listOwnSessions,
  listOwners,
  listProfileAttributes,
  listRequests,
  listRoleGroups,
  listRuleEffect,
  listRuleExceptions,
  listSessions,
  listSignInLinks,
  listSsoConnections,
  listTokens,
  listUnkeptAttributes,
  listWaysToSignIn,
  logOutSubject,
  makeSignInLink,
  nameOwner,
  noteUnkeptAttributes,
  openAccount,
  openFirstAccount,
  previewRule,
  proveAuditLog,
  proveDeprovisioning,
  provisionAgent,
  provisionAgents,
  reactivateAgent,
  readAccount,
  readAgent,
  readAgentJob,
  readAuditLog,
  readBrake,
  readCheckpoint,
  readConfiguration,
  readCurrentAccount,
  readGroup,
  readGroupMembers,
  readOktaSetUp,
  readOverview,
  readOwnAgent,
  readRequest,
  readTile,
  refreshSsoMetadata,
  releaseBrake,
  removeAgent,
  removeGroup,
  removeGroupTemplate,
  removeSsoConnection,
  renameAccount,
  renameProfileAttribute,
  reopenAccount,
  retireProfileAttribute,
  reviseAgent,
  reviseGroup,
  revokeToken,
  rotateCheckpointKey,
  rotateToken,
  sealAuditLog,
  setBrake,
  setRuleException,
  signInByOidc,
  signInBySaml,
  startAgentJob,
  switchDirectoryOnly,
  switchGroupsOverScim,
  testSsoConnection,
  traceAgent,
  useSignInLink,
  verifyAuditLog,
  warnOfTokenExpiry,
  withdrawGroupGrant,
  withdrawRoleFromGroup,
} as const;

export type UseCases = typeof useCases;
