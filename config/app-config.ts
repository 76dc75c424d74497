import {
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
} from 'class-validator';
import { Setting } from './setting.ts';

/** A setting that is such a number. */
const WholeNumber = (meaning: string, min: number, max: number) => (config: object, property: string) => {
  Setting(meaning, `a whole number from ${min} to ${max}`)(config, property);
  for (const rule of [IsInt(), Min(min), Max(max)]) rule(config, property);
};

const path = 'the path of a file that can be read';
const pathPattern = /^[^\0]+$/;

const Satisfies = (name: string, validate: (value: unknown) => boolean) =>
  ValidateBy({ name, validator: { validate } });

/**
 * Everything that differs between installations. What a setting means stands in its `@Setting`, from which the
 * reference and the example file are written; its default is the property's. Whether the database's address is one,
 * the database's adapter knows; `loadAppConfig` asks it.
 */
export class AppConfig {
  @Setting(
    'Address on which the service listens; `0.0.0.0` for every network of the machine.',
    'an IP address or host name',
  )
  @Matches(/^[\w.:-]+$/)
  readonly host: string = '127.0.0.1';

  @WholeNumber('Port on which the service listens; 0 picks a free one.', 0, 65_535)
  readonly port: number = 8080;

  @Setting(
    'The database: `mysql://user:password@host:3306/name`, `mariadb://…` or `sqlite:path/to/file.db`, relative to the working directory. Several servers of one database are parted by commas, `mysql://user:password@db1,db2:3307,db3/name`, and that which takes writes is found. Characters such as `@` in user and password are percent-encoded.',
    '"mysql://user:password@host:3306/name", "mariadb://…" or "sqlite:path/to/file.db"',
    { holdsPassword: true },
  )
  readonly databaseUrl: string = 'sqlite:data/rollcall.db';

  @Setting(
    'The address at which Okta reaches the service, for the locations in its answers; without it the address of the request.',
    'an address such as "https://rollcall.example.com", without query, fragment or "/scim/v2", which is put behind it',
  )
  @IsOptional()
  @Satisfies('isPublicUrl', isPublicUrl)
  readonly publicUrl?: string = undefined;

  @Setting(
    'Whether a proxy in front sets `X-Forwarded-For`, `-Proto` and `-Host`. Only where nobody reaches the service without it.',
    '"true" or "false"',
  )
  @IsBoolean()
  readonly trustProxy: boolean = false;

  @WholeNumber(
    'Connections to MySQL or MariaDB that one process keeps: so many for reading, as many for writing, and up to three that keep the audit log in order.',
    1,
    1000,
  )
  readonly databaseConnectionsMax: number = 10;

  @Setting(
    'A file with the password to MySQL or MariaDB, in place of one in the URL; so are secrets given to containers.',
    path,
    // Somebody may take it for the password itself.
    { holdsPassword: true },
  )
  @IsOptional()
  @Matches(pathPattern)
  readonly databasePasswordFile?: string;

  @Setting(
    'Whether connections to MySQL or MariaDB are encrypted, and what is asked of the server’s certificate: `DISABLED`; `REQUIRED`, nothing; `VERIFY_CA`, an authority that is trusted; `VERIFY_IDENTITY`, the server’s name as well. Without it, `VERIFY_IDENTITY` where another of these settings is there. The option `ssl-mode` of the URL wins, and so do those of the same names as the settings that follow.',
    '"DISABLED", "REQUIRED", "VERIFY_CA" or "VERIFY_IDENTITY"',
  )
  @IsOptional()
  @IsIn(['DISABLED', 'REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY'])
  readonly databaseSslMode?: string;

  @Setting(
    'A file with the certificates (PEM) of the authorities that sign those of MySQL or MariaDB; without it, the ones that Node.js knows.',
    path,
  )
  @IsOptional()
  @Matches(pathPattern)
  readonly databaseSslCa?: string;

  @Setting('A file with the certificate (PEM) that is shown to MySQL or MariaDB.', path)
  @IsOptional()
  @Matches(pathPattern)
  readonly databaseSslCert?: string;

  @Setting('A file with the key (PEM) of that certificate.', path)
  @IsOptional()
  @Matches(pathPattern)
  readonly databaseSslKey?: string;

  @Setting(
    'The name that the certificate of MySQL or MariaDB has to bear, where it is not the host of the URL.',
    'a host name',
  )
  @IsOptional()
  @Matches(/^[\w.-]+$/)
  readonly databaseSslServerName?: string;

  @Setting(
    'Who brings the database schema up to date: `auto`, each process that starts; `manual`, the verb `rollcall migrate` alone.',
    '"auto" or "manual"',
  )
  @IsIn(['auto', 'manual'])
  readonly migrate: 'auto' | 'manual' = 'auto';

  @Setting(
    'The least severe log lines that are written: `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`.',
    '"trace", "debug", "info", "warn", "error", "fatal" or "silent"',
  )
  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
  readonly logLevel: string = 'info';

  @WholeNumber(
    'Bytes of the largest request body that is read; a larger one is answered with 413.',
    1024,
    104_857_600,
  )
  readonly bodyBytesMax: number = 1_048_576;

  @WholeNumber(
    'The same of a body that is about one group, and may name 100,000 members. Two of the largest bodies are worked on at the same time, each of another account; others wait.',
    1024,
    104_857_600,
  )
  readonly groupBodyBytesMax: number = 10_485_760;

  @Setting(
    'With what the cursors of long lists are sealed. Processes that serve the same clients need the same; without one, a cursor opens only in the process that gave it, until that ends.',
    'at least 32 characters, kept as secret as a password',
  )
  @IsOptional()
  @MinLength(32)
  readonly cursorSecret?: string;

  @Setting(
    'With what the service encrypts secrets that it has to know again, such as the client secret of a Single Sign-On connection; `openssl rand -base64 32` makes one. Every process that shares a database needs the same. To change it, put the new one in front of the old one, with a blank between. Without it, an embedded database has a key in a file beside it, and with MySQL or MariaDB no such secret is taken.',
    'one or more keys of at least 32 characters, parted by blanks, kept as secret as a password',
  )
  @IsOptional()
  @MinLength(32)
  readonly secretKey?: string;

  @Setting(
    'A file with these keys, in place of the keys themselves: the newest in the first line.',
    path,
    // Somebody may take it for the key itself.
    { holdsPassword: true },
  )
  @IsOptional()
  @Matches(pathPattern)
  readonly secretKeyFile?: string;

  @Setting(
    'Where the signed checkpoints of the audit log are written down outside of the database, so that whoever rewrites it is found out: a folder that is this log’s alone and that all processes share, or an address to which each checkpoint is sent with POST.',
    'the path of a folder, or an address that begins with "https://", or with "http://" where it is this machine',
    // An address may hold a secret.
    { holdsPassword: true },
  )
  @IsOptional()
  @Satisfies('isCheckpointPlace', isCheckpointPlace)
  readonly auditCheckpoints?: string;

  @Setting(
    'A file with the key by which checkpoints of the audit log are signed, an Ed25519 key (PEM) such as `openssl genpkey -algorithm ed25519` makes. Every process that shares a database needs the same. Without it, the service makes one and keeps it in the database, encrypted with the key to secrets.',
    path,
    // Somebody may take it for the key itself.
    { holdsPassword: true },
  )
  @IsOptional()
  @Matches(pathPattern)
  readonly auditKeyFile?: string;

  @Setting(
    'A folder that is there, and that all processes share, to which entries of the audit log go that are older than their account keeps them, before they leave the database. Without it no entry leaves the database.',
    'the path of a folder',
  )
  @IsOptional()
  @Matches(pathPattern)
  readonly auditArchive?: string;

  @Setting(
    'SHA-256, in hex, of a token with which operators may use the administration API in every account; `printf %s TOKEN | sha256sum` makes it. Without it, and without a file of tokens, nobody may.',
    'one or more SHA-256 digests in hex, parted by blanks',
  )
  @IsOptional()
  @Matches(/^\s*[\da-f]{64}(\s+[\da-f]{64})*\s*$/)
  readonly operatorTokenHash?: string;

  @Setting(
    'A file with such tokens themselves, one a line, of at least 32 characters each.',
    path,
    // Somebody may take it for the token itself.
    { holdsPassword: true },
  )
  @IsOptional()
  @Matches(pathPattern)
  readonly operatorTokenFile?: string;

  @WholeNumber(
    'Seconds after which a request that is not done ends with 503, and has changed nothing. Okta gives up after 60.',
    1,
    600,
  )
  readonly requestSecondsMax: number = 50;

  @WholeNumber(
    'Requests that a process works on at once. An account has half of them at most, a token a quarter; ten times as many wait, on as many connections, and beyond that clients are told to come again.',
    4,
    10_000,
  )
  readonly requestsInFlightMax: number = 200;

  @WholeNumber(
    'Requests a second with one token, or by one person who is signed in, that a process takes, on average over ten seconds; a further one is answered with 429.',
    1,
    100_000,
  )
  readonly tokenRequestsPerSecondMax: number = 1000;

  @WholeNumber('The same for all tokens of an account together.', 1, 100_000)
  readonly accountRequestsPerSecondMax: number = 2000;

  @WholeNumber(
    'The same for requests from one address without a token, or with one that is not known to be right. A token that was right before goes on working from there.',
    1,
    100_000,
  )
  readonly unknownRequestsPerSecondMax: number = 50;

  @WholeNumber(
    'Seconds that requests in flight are given to finish when the process is told to stop. A second later it has ended, whatever it waits for.',
    0,
    3600,
  )
  readonly stopSecondsMax: number = 25;

  @WholeNumber(
    'Seconds for which a process trusts what it read of a token or an account: as long may a revoked token still work there. 0 reads on each request.',
    0,
    60,
  )
  readonly tokenCacheSeconds: number = 2;

  @WholeNumber('Days for which the request log keeps requests; 0 keeps none.', 0, 365)
  readonly requestLogDays: number = 30;

  @Setting(
    'A file to which the audit log of all accounts is written as it grows, a line for each entry. At the size that the next setting names it is set aside, with the position of its last entry in its name. One process at a time writes it.',
    'the path of a file in a folder that is there',
  )
  @IsOptional()
  @Matches(pathPattern)
  readonly auditFile?: string;

  @WholeNumber('Bytes at which that file is set aside, and another one begun.', 1024, 1_099_511_627_776)
  readonly auditFileBytesMax: number = 104_857_600;

  @WholeNumber('How many files that were set aside are kept, the newest of them.', 1, 100_000)
  readonly auditFilesKept: number = 10;

  @Setting(
    'A syslog receiver (RFC 5424, with octet counting) to which the audit log of all accounts is sent as it grows: `tls://host:6514`, or `tcp://host:601`, which is not encrypted. One process at a time sends it.',
    '"tls://host:port" or "tcp://host:port"',
  )
  @IsOptional()
  @Satisfies('isSyslogAddress', isSyslogAddress)
  readonly auditSyslog?: string;

  @Setting(
    'A file with the certificates (PEM) of the authorities that sign that of the syslog receiver; without it, the ones that Node.js knows.',
    path,
  )
  @IsOptional()
  @Matches(pathPattern)
  readonly auditSyslogCa?: string;

  @Setting('A file with the certificate (PEM) that is shown to the syslog receiver.', path)
  @IsOptional()
  @Matches(pathPattern)
  readonly auditSyslogCert?: string;

  @Setting('A file with the key (PEM) of that certificate.', path)
  @IsOptional()
  @Matches(pathPattern)
  readonly auditSyslogKey?: string;

  @Setting(
    'How entries are written to the file and to the syslog receiver: `jsonl`, as an export has them; `ocsf`, as events of the Open Cybersecurity Schema Framework.',
    '"jsonl" or "ocsf"',
  )
  @IsIn(['jsonl', 'ocsf'])
  readonly auditSinkFormat: 'jsonl' | 'ocsf' = 'jsonl';

  @Setting(
    'Where metrics are told to Prometheus, at `/metrics` of an address of its own: `127.0.0.1:9464`, or `0.0.0.0:9464` for every network of the machine. Whoever reaches it is asked for no credential, and is told of nobody. Without it nothing is measured.',
    'an IP address or host name and a port, such as "127.0.0.1:9464" or "[::1]:9464"',
  )
  @IsOptional()
  @Satisfies('isListenAddress', isListenAddress)
  readonly metricsListen?: string;

  @Setting(
    'Where traces are sent, by OpenTelemetry’s protocol over HTTP (OTLP): `http://127.0.0.1:4318/v1/traces`. Headers that the receiver asks for stand in `OTEL_EXPORTER_OTLP_HEADERS`. Without it nothing is traced.',
    'an address that begins with "http://" or "https://"',
  )
  @IsOptional()
  @Satisfies('isTracesAddress', isTracesAddress)
  readonly tracesUrl?: string;

  @WholeNumber(
    'Of 100 requests that say nothing of a trace, how many are traced. Those that do (`traceparent`) say it themselves.',
    0,
    100,
  )
  readonly tracesPercent: number = 10;

  @WholeNumber('Minutes after which somebody who has done nothing is signed out, to the minute.', 2, 1440)
  readonly sessionIdleMinutes: number = 30;

  @WholeNumber(
    'Hours after which everybody is signed out, unless the identity provider says so earlier.',
    1,
    720,
  )
  readonly sessionHoursMax: number = 12;
}

/** What is sent in the clear may be changed on the way. */
function isCheckpointPlace(value: unknown): boolean {
  if (typeof value !== 'string' || !pathPattern.test(value)) return false;
  if (!/^[a-z][a-z\d+.-]+:/i.test(value)) return true;
  const url = URL.parse(value);
  if (url === null || url.hash + url.username !== '') return false;
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal);
}

function isSyslogAddress(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null || !['tcp:', 'tls:'].includes(url.protocol) || url.hostname === '' || url.port === '')
    return false;
  return ['', '/'].includes(url.pathname) && url.search + url.hash + url.username === '';
}

function isListenAddress(value: unknown): boolean {
  const [, port] = (typeof value === 'string' && /^(?:\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})$/i.exec(value)) || [];
  return port !== undefined && Number(port) <= 65_535;
}

function isTracesAddress(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.hash + url.username === '';
}

function isPublicUrl(value: unknown): boolean {
  const url = typeof value === 'string' ? URL.parse(value) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return false;
  // What is entered in Okta ends so, and would have it twice.
  if (/\/scim(\/|$)/i.test(url.pathname)) return false;
  return url.search + url.hash + url.username === '';
}
