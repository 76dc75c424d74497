import type { EntitySchema } from 'typeorm';
import { AgentsAccountsJournal1764000000000 } from '../migrations/1764000000000-agents-accounts-journal.ts';
import { Groups1764100000000 } from '../migrations/1764100000000-groups.ts';
import { JournalTargetNames1764200000000 } from '../migrations/1764200000000-journal-target-names.ts';
import { UnkeptAttributes1764300000000 } from '../migrations/1764300000000-unkept-attributes.ts';
import { TextsFoldedAsUnicode1764341000000 } from '../migrations/1764341000000-texts-folded-as-unicode.ts';
import { ClosedAccountsTokenNames1764350000000 } from '../migrations/1764350000000-closed-accounts-token-names.ts';
import { JournalTimes1764400000000 } from '../migrations/1764400000000-journal-times.ts';
import { Roles1764420000000 } from '../migrations/1764420000000-roles.ts';
import { Sessions1764430000000 } from '../migrations/1764430000000-sessions.ts';
import { SsoConnections1764500000000 } from '../migrations/1764500000000-sso-connections.ts';
import { SignIns1764510000000 } from '../migrations/1764510000000-sign-ins.ts';
import { SignInLinksAndLogout1764513130000 } from '../migrations/1764513130000-sign-in-links-and-logout.ts';
import { Requests1764514000000 } from '../migrations/1764514000000-requests.ts';
import { AdministrationApi1764580000000 } from '../migrations/1764580000000-administration-api.ts';
import { DirectoryOnly1764591342000 } from '../migrations/1764591342000-directory-only.ts';
import { AgentJobs1764600000000 } from '../migrations/1764600000000-agent-jobs.ts';
import { JournalOrder1764700000000 } from '../migrations/1764700000000-journal-order.ts';
import { SealedLog1764710000000 } from '../migrations/1764710000000-sealed-log.ts';
import { ErasedValues1764720000000 } from '../migrations/1764720000000-erased-values.ts';
import { JournalTermsSinks1764740000000 } from '../migrations/1764740000000-journal-terms-sinks.ts';
import { TokenEndings1764750000000 } from '../migrations/1764750000000-token-endings.ts';
import { AuditLogArchives1764760000000 } from '../migrations/1764760000000-audit-log-archives.ts';
import { DeactivationBrakes1764770000000 } from '../migrations/1764770000000-deactivation-brakes.ts';
import { SchemaReaders1764780000000 } from '../migrations/1764780000000-schema-readers.ts';
import { JournalTargetTypes1764793514000 } from '../migrations/1764793514000-journal-target-types.ts';
import { CertifiedRows1764795000000 } from '../migrations/1764795000000-certified-rows.ts';
import { JournalLateness1764800000000 } from '../migrations/1764800000000-journal-lateness.ts';
import { accountEntity } from './account-entity.ts';
import { agentEntity } from './agent-entity.ts';
import { agentJobEntity } from './agent-job-entity.ts';
import { agentValueEntity } from './agent-value-entity.ts';
import { apiTokenEntity } from './api-token-entity.ts';
import { certifiedRowEntity } from './certified-row-entity.ts';
import { deactivationBrakeEntity } from './deactivation-brake-entity.ts';
import { groupEntity } from './group-entity.ts';
import { groupTemplateEntity } from './group-template-entity.ts';
import { idempotentRequestEntity } from './idempotent-request-entity.ts';
import { journalEntity } from './journal-entity.ts';
import { journalIndexedEntity } from './journal-indexed-entity.ts';
import { journalOrderEntity } from './journal-order-entity.ts';
import { journalSinksEntity } from './journal-sinks-entity.ts';
import { journalTermsEntity } from './journal-terms-entity.ts';
import { membershipEntity } from './membership-entity.ts';
import { profileAttributeEntity } from './profile-attribute-entity.ts';
import { requestBlockEntity } from './request-block-entity.ts';
import { requestNameEntity } from './request-name-entity.ts';
import { schemaReadersEntity } from './schema-readers-entity.ts';
import { sealCheckpointEntity } from './seal-checkpoint-entity.ts';
import { sealKeyEntity } from './seal-key-entity.ts';
import { sealLogEntity } from './seal-log-entity.ts';
import { sealTileEntity } from './seal-tile-entity.ts';
import { sealedEntryEntity } from './sealed-entry-entity.ts';
import { sessionEntity } from './session-entity.ts';
import { signInEntity } from './sign-in-entity.ts';
import { signInLinkEntity } from './sign-in-link-entity.ts';
import { ssoConnectionEntity } from './sso-connection-entity.ts';
import { unkeptAttributeEntity } from './unkept-attribute-entity.ts';
import { usedAssertionEntity } from './used-assertion-entity.ts';

// Written by `npm run reference` from the files of this folder and of `migrations`.

/** Every table, in MySQL's column types; each product says what they are in its own. */
export const entities = [
  accountEntity,
  agentEntity,
  agentJobEntity,
  agentValueEntity,
  apiTokenEntity,
  certifiedRowEntity,
  deactivationBrakeEntity,
  groupEntity,
  groupTemplateEntity,
  idempotentRequestEntity,
  journalEntity,
  journalIndexedEntity,
  journalOrderEntity,
  journalSinksEntity,
  journalTermsEntity,
  membershipEntity,
  profileAttributeEntity,
  requestBlockEntity,
  requestNameEntity,
  schemaReadersEntity,
  sealCheckpointEntity,
  sealKeyEntity,
  sealLogEntity,
  sealTileEntity,
  sealedEntryEntity,
  sessionEntity,
  signInEntity,
  signInLinkEntity,
  ssoConnectionEntity,
  unkeptAttributeEntity,
  usedAssertionEntity,
] as readonly EntitySchema<unknown>[];

/**
 * What makes the tables in MySQL, MariaDB and SQLite, in the order of time. A product that comes later begins with a
 * migration of its own, since none of these ever ran on it, and shares those that follow.
 */
export const migrations = [
  AgentsAccountsJournal1764000000000,
  Groups1764100000000,
  JournalTargetNames1764200000000,
  UnkeptAttributes1764300000000,
  TextsFoldedAsUnicode1764341000000,
  ClosedAccountsTokenNames1764350000000,
  JournalTimes1764400000000,
  Roles1764420000000,
  Sessions1764430000000,
  SsoConnections1764500000000,
  SignIns1764510000000,
  SignInLinksAndLogout1764513130000,
  Requests1764514000000,
  AdministrationApi1764580000000,
  DirectoryOnly1764591342000,
  AgentJobs1764600000000,
  JournalOrder1764700000000,
  SealedLog1764710000000,
  ErasedValues1764720000000,
  JournalTermsSinks1764740000000,
  TokenEndings1764750000000,
  AuditLogArchives1764760000000,
  DeactivationBrakes1764770000000,
  SchemaReaders1764780000000,
  JournalTargetTypes1764793514000,
  CertifiedRows1764795000000,
  JournalLateness1764800000000,
];
