import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { dirname, resolve as resolvePath } from 'node:path';
import type { AppConfig } from '../../config/app-config.ts';
import { ConfigurationInvalid } from '../../config/load-app-config.ts';
import type { EntrySink } from '../adapters/audit-log/sinks/entry-sink.ts';
import { FileSink } from '../adapters/audit-log/sinks/file-sink.ts';
import type { SyslogAddress } from '../adapters/audit-log/sinks/syslog-connection.ts';
import { SyslogSink } from '../adapters/audit-log/sinks/syslog-sink.ts';
import { sinkFormats } from '../adapters/entry-formats/sink-formats.ts';
import type { AuditSinkName } from '../application/ports/audit-sinks.ts';

/**
 * Where the configuration has the audit log go besides the database.
 *
 * @throws ConfigurationInvalid where a file or a folder that it names cannot be used.
 */
export function auditSinksOf(config: AppConfig): ReadonlyMap<AuditSinkName, EntrySink> {
  const { auditFile: path, auditFileBytesMax: bytesMax, auditFilesKept: kept, auditSyslog } = config;
  const format = sinkFormats[config.auditSinkFormat];
  const sinks = new Map<AuditSinkName, EntrySink>();
  if (path !== undefined) {
    requireFile(path);
    sinks.set('file', new FileSink(format, { path, bytesMax, kept }));
  }
  if (auditSyslog !== undefined)
    sinks.set('syslog', new SyslogSink(format, syslogAddress(auditSyslog, config)));
  return sinks;
}

/** A folder that is missing is rather a mistake in the path than one to be made. */
function requireFile(path: string): void {
  const folder = dirname(resolvePath(path));
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable('ROLLCALL_AUDIT_FILE', `is not usable: its folder cannot be written. ${messageOf(error)}`);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw unusable('ROLLCALL_AUDIT_FILE', `is not usable: ${path} is a folder`);
}

function syslogAddress(address: string, config: AppConfig): SyslogAddress {
  const { auditSyslogCa, auditSyslogCert, auditSyslogKey } = config;
  const { protocol, hostname, port } = new URL(address);
  const at = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
  if (protocol === 'tcp:') return at;
  return {
    ...at,
    tls: {
      ca: contentOf('ROLLCALL_AUDIT_SYSLOG_CA', auditSyslogCa),
      cert: contentOf('ROLLCALL_AUDIT_SYSLOG_CERT', auditSyslogCert),
      key: contentOf('ROLLCALL_AUDIT_SYSLOG_KEY', auditSyslogKey),
    },
  };
}

function contentOf(variable: string, file: string | undefined): string | undefined {
  try {
    return file === undefined ? undefined : readFileSync(file, 'utf8');
  } catch (error) {
    throw unusable(variable, `cannot be read. ${messageOf(error)}`);
  }
}

const unusable = (variable: string, why: string): ConfigurationInvalid =>
  new ConfigurationInvalid([`${variable} ${why}.`]);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
