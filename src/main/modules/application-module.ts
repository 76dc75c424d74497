import { ContainerModule } from 'inversify';
import type { AppConfig } from '../../../config/app-config.ts';
import { TokenUse } from '../../application/access/token/token-use.ts';
import { AgentJobWork } from '../../application/agents/job/agent-job-work.ts';
import { applicationOf, dryRunsOf } from '../../application/application.ts';
import { IdempotentRequests } from '../../application/idempotency/idempotent-requests.ts';
import { UnansweredCreations } from '../../application/idempotency/unanswered-creations.ts';
import type { AccountDirectory } from '../../application/ports/account-directory.ts';
import type { AddressRanges } from '../../application/ports/address-ranges.ts';
import type { AuditArchive } from '../../application/ports/audit-archive.ts';
import type { ExportWriter } from '../../application/ports/audit-export.ts';
import type { AuditSeal } from '../../application/ports/audit-seal.ts';
import type { AuditVerification } from '../../application/ports/audit-verification.ts';
import type { IdentifierSource } from '../../application/ports/identifier-source.ts';
import type { IdentityProviders } from '../../application/ports/identity-providers.ts';
import type { LogoutTokens } from '../../application/ports/logout-tokens.ts';
import type { OidcSignIn } from '../../application/ports/oidc-sign-in.ts';
import type { OperationalLog } from '../../application/ports/operational-log.ts';
import type { RuleLanguage } from '../../application/ports/rule-language.ts';
import type { SamlSignIn } from '../../application/ports/saml-sign-in.ts';
import type { SecretSeal } from '../../application/ports/secret-seal.ts';
import type { TokenSecrets } from '../../application/ports/token-secrets.ts';
import { RefusalAllowance } from '../../application/refusals/refusal-allowance.ts';
import { RefusalRecorder } from '../../application/refusals/refusal-recorder.ts';
import { UseCaseRunner } from '../../application/run-use-case.ts';
import { SessionUse } from '../../application/sessions/session/session-use.ts';
import type { Services } from '../../application/use-case/use-case.ts';
import { bindings } from '../bindings.ts';
import { bindClass, bindMade } from '../wiring.ts';

const {
  config,
  unitOfWork,
  journalOrder,
  accounts,
  identifiers,
  tokenSecrets,
  ruleLanguage,
  log,
  clock,
  services,
} = bindings;
const { auditArchive, auditSeal, auditVerification, exportWriter } = bindings;
const { addressRanges, secretSeal, identityProviders, samlSignIn, oidcSignIn, logoutTokens } = bindings;

/** The runner of use cases, and the records of all of them. */
export const applicationModule = new ContainerModule(({ bind }) => {
  bindClass(bind, RefusalAllowance, []);
  bindClass(bind, RefusalRecorder, [unitOfWork, RefusalAllowance, clock, log]);
  bindClass(bind, TokenUse, [accounts, log]);
  bindClass(bind, SessionUse, [accounts, log]);
  bindMade(bind, services, servicesOf, [
    accounts,
    addressRanges,
    identifiers,
    tokenSecrets,
    TokenUse,
    SessionUse,
    config,
    secretSeal,
    identityProviders,
    samlSignIn,
    oidcSignIn,
    logoutTokens,
    ruleLanguage,
    RefusalAllowance,
    UnansweredCreations,
    auditSeal,
    auditArchive,
    auditVerification,
    exportWriter,
    log,
  ]);
  bindClass(bind, IdempotentRequests, [unitOfWork, tokenSecrets, clock]);
  bindClass(bind, UnansweredCreations, [unitOfWork, tokenSecrets, clock]);
  const { useCaseObserver, application, dryRuns, trustingApplication } = bindings;
  bindClass(bind, UseCaseRunner, [
    unitOfWork,
    journalOrder,
    services,
    clock,
    RefusalRecorder,
    useCaseObserver,
  ]);
  bindMade(bind, application, (runner) => applicationOf(runner, 'checked'), [UseCaseRunner]);
  bindClass(bind, AgentJobWork, [unitOfWork, application, accounts, identifiers, clock]);
  bindMade(bind, dryRuns, (runner) => dryRunsOf(runner), [UseCaseRunner]);
  bindMade(bind, trustingApplication, (runner) => applicationOf(runner, 'trusted'), [UseCaseRunner]);
});

const servicesOf = (
  directory: AccountDirectory,
  ranges: AddressRanges,
  ids: IdentifierSource,
  secrets: TokenSecrets,
  tokenUse: TokenUse,
  sessionUse: SessionUse,
  { sessionIdleMinutes, sessionHoursMax }: AppConfig,
  seal: SecretSeal,
  providers: IdentityProviders,
  saml: SamlSignIn,
  oidc: OidcSignIn,
  logouts: LogoutTokens,
  language: RuleLanguage,
  refusals: RefusalAllowance,
  unansweredCreations: UnansweredCreations,
  logSeal: AuditSeal,
  logArchive: AuditArchive,
  logVerification: AuditVerification,
  logExports: ExportWriter,
  operationalLog: OperationalLog,
): Services => ({
  accounts: directory,
  addressRanges: ranges,
  identifiers: ids,
  tokenSecrets: secrets,
  tokenUse,
  sessionUse,
  sessionLimits: {
    idleMilliseconds: sessionIdleMinutes * 60_000,
    absoluteMilliseconds: sessionHoursMax * 3_600_000,
  },
  secretSeal: seal,
  identityProviders: providers,
  samlSignIn: saml,
  oidcSignIn: oidc,
  logoutTokens: logouts,
  ruleLanguage: language,
  refusals,
  unansweredCreations,
  auditSeal: logSeal,
  auditArchive: logArchive,
  auditVerification: logVerification,
  exportWriter: logExports,
  log: operationalLog,
});
