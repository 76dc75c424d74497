import type { AppConfig } from '../../config/app-config.ts';
import { ConfigurationInvalid } from '../../config/load-app-config.ts';
import manifest from '../../package.json' with { type: 'json' };
import type { Installation } from '../adapters/command-line/installation.ts';
import { rehearse } from '../adapters/okta-rehearsal/rehearse.ts';
import { requireRollcall } from '../adapters/okta-rehearsal/require-rollcall.ts';
import { stepText, verdictText } from '../adapters/okta-rehearsal/step-text.ts';
import { configuredDatabase, installedConfig } from './app-config.ts';
import { auditKeyOf } from './audit-key.ts';
import { auditSinksOf } from './audit-sinks.ts';
import { localBaseUrl } from './base-url.ts';
import { keptBeside } from './kept-beside.ts';
import { operatorTokenHashesOf } from './operator-tokens.ts';
import { secretKeysOf } from './secret-keys.ts';

/** What the command line acts on: the configuration and the database of this working directory. */
export const thisInstallation: Installation = {
  version: manifest.version,
  settings: () => settingsOf(installedConfig()),
  // Only verbs that need the database, and the HTTP server, pay for loading them.
  open: async (schema) => {
    const config = installedConfig();
    const { openServices } = await import('./open-services.ts');
    const { UserNotation } = await import('../adapters/koa-scim/users/user-notation.ts');
    return { ...(await openServices(config, schema)), users: new UserNotation() };
  },
  exportVerifier: async () => {
    const { OfflineExportVerifier } = await import('../adapters/audit-log/export/offline-export-verifier.ts');
    return new OfflineExportVerifier();
  },
  serve: async (options) => {
    const config = installedConfig();
    const { serve } = await import('./serve.ts');
    await serve(config, options);
  },
  requireRollcall,
  rehearse: async (request, show) => {
    let steps = 0;
    const onStep = (step: Parameters<typeof stepText>[0]) => show(stepText(step, ++steps));
    const result = await rehearse({ ...request, onStep });
    show(verdictText(result));
    return result;
  },
};

function settingsOf(config: AppConfig) {
  const { migrate, host, port, publicUrl } = config;
  const url = configuredDatabase(config);
  // Mistakes of the configuration that only show once files are read.
  secretKeysOf(config);
  auditKeyOf(config);
  operatorTokenHashesOf(config);
  return {
    migratesByItself: migrate === 'auto',
    databaseFile: url.kind === 'sqlite' ? url.file : undefined,
    keptBeside: keptBeside(config),
    baseUrl: localBaseUrl(host, port),
    publicUrl,
    auditArchive: config.auditArchive,
    auditSinks: { file: config.auditFile, syslog: config.auditSyslog },
    auditSinksMistake: auditSinksMistakeIn(config),
  };
}

/** It keeps the service from starting, and not those who look after it: they may be users who write no files of its own. */
function auditSinksMistakeIn(config: AppConfig): string | undefined {
  try {
    auditSinksOf(config);
    return undefined;
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.mistakes.join(' ');
    throw error;
  }
}
