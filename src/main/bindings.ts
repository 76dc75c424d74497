import type { Logger } from 'pino';
import type { AppConfig } from '../../config/app-config.ts';
import type { LogKeys } from '../adapters/audit-log/seal/log-keys.ts';
import type { SinkFeed } from '../adapters/audit-log/sinks/sink-feed.ts';
import type { BatchedRequestLog } from '../adapters/node-runtime/batched-request-log.ts';
import type { SecretKeys } from '../adapters/node-runtime/secret-keys.ts';
import type { OpenStorage } from '../adapters/typeorm-persistence/open-storage.ts';
import type { Application, DryRuns } from '../application/application.ts';
import type { AccountDirectory } from '../application/ports/account-directory.ts';
import type { AddressRanges } from '../application/ports/address-ranges.ts';
import type { AuditArchive } from '../application/ports/audit-archive.ts';
import type { ExportWriter } from '../application/ports/audit-export.ts';
import type { AuditSeal } from '../application/ports/audit-seal.ts';
import type { AuditVerification } from '../application/ports/audit-verification.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { EventFeed } from '../application/ports/event-feed.ts';
import type { EventLog } from '../application/ports/event-log.ts';
import type { IdentifierSource } from '../application/ports/identifier-source.ts';
import type { IdentityProviders } from '../application/ports/identity-providers.ts';
import type { JournalOrder } from '../application/ports/journal-order.ts';
import type { LogConnections } from '../application/ports/log-connections.ts';
import type { LogoutTokens } from '../application/ports/logout-tokens.ts';
import type { NumberedEntries } from '../application/ports/numbered-entries.ts';
import type { OidcSignIn } from '../application/ports/oidc-sign-in.ts';
import type { OperationalLog } from '../application/ports/operational-log.ts';
import type { RuleLanguage } from '../application/ports/rule-language.ts';
import type { SamlSignIn } from '../application/ports/saml-sign-in.ts';
import type { SecretSeal } from '../application/ports/secret-seal.ts';
import type { Storage } from '../application/ports/storage.ts';
import type { TokenSecrets } from '../application/ports/token-secrets.ts';
import type { UnitOfWork } from '../application/ports/unit-of-work.ts';
import type { UseCaseObserver } from '../application/ports/use-case-observer.ts';
import type { Services } from '../application/use-case/use-case.ts';
import type { Watcher } from './watcher.ts';

declare const bound: unique symbol;

/** Names what is bound, and knows its type: a dependency of another type does not compile. */
export type Binding<Bound> = symbol & { readonly [bound]: Bound };

const binding = <Bound>(name: string) => Symbol(name) as Binding<Bound>;

/** What has no class of its own to be named by: ports, and values. */
export const bindings = {
  config: binding<AppConfig>('config'),
  logger: binding<Logger>('logger'),
  log: binding<OperationalLog>('log'),
  clock: binding<Clock>('clock'),
  identifiers: binding<IdentifierSource>('identifiers'),
  identityProviders: binding<IdentityProviders>('identityProviders'),
  samlSignIn: binding<SamlSignIn>('samlSignIn'),
  logoutTokens: binding<LogoutTokens>('logoutTokens'),
  oidcSignIn: binding<OidcSignIn>('oidcSignIn'),
  ruleLanguage: binding<RuleLanguage>('ruleLanguage'),
  tokenSecrets: binding<TokenSecrets>('tokenSecrets'),
  secretKeys: binding<SecretKeys>('secretKeys'),
  secretSeal: binding<SecretSeal>('secretSeal'),
  openStorage: binding<OpenStorage>('openStorage'),
  storage: binding<Storage>('storage'),
  unitOfWork: binding<UnitOfWork>('unitOfWork'),
  requestLog: binding<BatchedRequestLog>('requestLog'),
  accounts: binding<AccountDirectory>('accounts'),
  addressRanges: binding<AddressRanges>('addressRanges'),
  eventLog: binding<EventLog>('eventLog'),
  eventFeed: binding<EventFeed>('eventFeed'),
  journalOrder: binding<JournalOrder>('journalOrder'),
  logConnections: binding<LogConnections>('logConnections'),
  numberedEntries: binding<NumberedEntries>('numberedEntries'),
  auditKeys: binding<LogKeys>('auditKeys'),
  auditArchive: binding<AuditArchive>('auditArchive'),
  auditSeal: binding<AuditSeal>('auditSeal'),
  auditVerification: binding<AuditVerification>('auditVerification'),
  exportWriter: binding<ExportWriter>('exportWriter'),
  /** What sends the audit log where the configuration has it go besides the database. */
  auditSinkFeeds: binding<readonly SinkFeed[]>('auditSinkFeeds'),
  services: binding<Services>('services'),
  /** Who measures and traces, where the configuration asks for it. */
  watchers: binding<readonly Watcher[]>('watchers'),
  useCaseObserver: binding<UseCaseObserver>('useCaseObserver'),
  /** For callers whose inputs nobody has checked. */
  application: binding<Application>('application'),
  /** The same, with nothing changed. */
  dryRuns: binding<DryRuns>('dryRuns'),
  /** For the SCIM surface, which checks all that it is sent against its schemas. */
  trustingApplication: binding<Application>('trustingApplication'),
} as const;
