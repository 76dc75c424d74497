import type { Application, DryRuns } from '../../application/application.ts';
import type { ExportVerifier } from '../../application/ports/audit-export.ts';
import type { AuditSinkName, AuditSinks } from '../../application/ports/audit-sinks.ts';
import type { Storage } from '../../application/ports/storage.ts';
import type { DesiredAgent } from '../../domain/agent/desired-agent.ts';

/** What the verbs act on, opened. */
export interface Services {
  readonly application: Application;
  readonly dryRuns: DryRuns;
  readonly storage: Storage;
  readonly users: UserNotation;
  readonly auditSinks: AuditSinks;
  /** Waits for what is under way and lets go of the database. */
  close(): Promise<void>;
}

/** Agents as files write them down: as SCIM's Users. */
export interface UserNotation {
  /** What was in the Users that were read and is not kept, since no schema knows the name. */
  readonly unkept: readonly string[];
  /** @throws DomainError `inputInvalid`. */
  readJson(line: Uint8Array): DesiredAgent;
  /**
   * How to read rows whose cells stand under these attribute paths; what that returns throws as `readJson` does.
   *
   * @throws DomainError `inputInvalid` for a name under which no cell can stand.
   */
  readRows(names: readonly string[]): (cells: readonly string[]) => DesiredAgent;
}

/** What is kept outside of the database and is to be backed up as well. */
export interface KeptBeside {
  /** Such as `the key to secrets`. */
  readonly what: string;
  /** A path, or the variable that has it. */
  readonly where: string;
  /** Of a key that is a file: the ending that its copy has behind the name of a backup. */
  readonly copyEnding?: 'key' | 'audit-key';
}

/** What the verbs need to know of the configuration. */
export interface InstallationSettings {
  /** Whether processes bring the database schema up to date by themselves. */
  readonly migratesByItself: boolean;
  /** That of the embedded database; absent where the database is a server. */
  readonly databaseFile?: string;
  /** What a backup of the database has not. */
  readonly keptBeside: readonly KeptBeside[];
  /** The SCIM base URL at which this configuration's service listens. */
  readonly baseUrl: string;
  /** Where clients reach it, if the configuration says so. */
  readonly publicUrl?: string;
  /** The folder to which older entries of the audit log go; absent where they stay. */
  readonly auditArchive?: string;
  /** Where the audit log goes besides the database: a file, or the address of a receiver. */
  readonly auditSinks: Readonly<Partial<Record<AuditSinkName, string>>>;
  /** Why the service would not start with these. */
  readonly auditSinksMistake?: string;
}

export interface RehearsalRequest {
  readonly baseUrl: string;
  readonly token: string;
  /** Whether the agent that the rehearsal made is removed at the end. */
  readonly removeAgent: boolean;
  /** Adds a connection for a SAML application, by which the agent is then to sign in. */
  readonly connectSaml?: (metadataXml: string) => Promise<SamlConnection>;
}

/** A connection, and what the application is told of it. */
export interface SamlConnection {
  readonly id: string;
  readonly acsUrl: string;
  readonly audience: string;
}

export interface RehearsalReport {
  readonly passed: boolean;
  readonly steps: readonly unknown[];
}

/** This installation of the service, as the composition root offers it. */
export interface Installation {
  /** Of the program, such as "1.2.3". */
  readonly version: string;
  /** @throws Error that names every mistake of the configuration. */
  settings(): InstallationSettings;
  /**
   * @param schema - `upToDate`: migrates where the configuration says so and refuses a schema that is behind
   * otherwise; `asItIs`: for verbs that look after the schema.
   * @throws StorageUnavailable, and what `settings` throws.
   */
  open(schema: 'upToDate' | 'asItIs'): Promise<Services>;
  /** Needs neither configuration nor database. */
  exportVerifier(): Promise<ExportVerifier>;
  /** Resolves when the service has been told to stop and has stopped. */
  serve(options: { readonly firstAccount: boolean; readonly json: boolean }): Promise<void>;
  /** Sends no token. @throws Error when nothing answers at the address, or something else than Rollcall. */
  requireRollcall(baseUrl: string): Promise<void>;
  /** Plays what Okta sends; `show` is given what people should read as it happens. */
  rehearse(request: RehearsalRequest, show: (text: string) => void): Promise<RehearsalReport>;
}
