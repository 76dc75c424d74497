import { isIP } from 'node:net';
import { fileOf, type ServerOptions } from './server-options.ts';

/** What is asked of the server's certificate, by the names that MySQL's programs use. */
const modes = ['DISABLED', 'REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY'] as const;

/** Encryption of the connections to a server. */
export interface ServerTls {
  /** Whether the certificate has to be signed by an authority that is trusted. */
  readonly verifiesAuthority: boolean;
  /** Whether it has to be the server's whose name is asked for. */
  readonly verifiesIdentity: boolean;
  /** In place of the host's name. */
  readonly serverName?: string;
  /** PEM texts; without an authority, those that Node.js knows are trusted. */
  readonly authority?: string;
  readonly certificate?: string;
  readonly key?: string;
}

/** Without a mode, whatever else is said of TLS asks for the strictest. @throws Error for options that do not fit together */
export function serverTlsOf(options: ServerOptions, host: string): ServerTls | undefined {
  const mode = modeOf(options);
  if (mode === 'DISABLED') return undefined;
  const [authority, certificate, key] = (['ssl-ca', 'ssl-cert', 'ssl-key'] as const).map((name) =>
    fileOf(options, name),
  );
  if ((certificate === undefined) !== (key === undefined))
    throw new Error('The database options "ssl-cert" and "ssl-key" belong together.');
  const serverName = options['ssl-server-name'];
  const verifiesIdentity = mode === 'VERIFY_IDENTITY';
  if (verifiesIdentity && isIP(serverName ?? host) !== 0) {
    throw new Error(
      'A certificate names its server, and the database URL has an address: say the name with "ssl-server-name", or ask for "ssl-mode=VERIFY_CA".',
    );
  }
  return {
    verifiesAuthority: mode !== 'REQUIRED',
    verifiesIdentity,
    serverName,
    authority,
    certificate,
    key,
  };
}

function modeOf(options: ServerOptions): (typeof modes)[number] {
  const asked = options['ssl-mode']?.toUpperCase();
  if (asked === undefined) {
    const given = Object.entries(options).filter(([, value]) => value !== undefined);
    return given.some(([name]) => name.startsWith('ssl-')) ? 'VERIFY_IDENTITY' : 'DISABLED';
  }
  const mode = modes.find((known) => known === asked);
  if (mode === undefined) throw new Error(`The database option "ssl-mode" must be ${modes.join(', ')}.`);
  return mode;
}
