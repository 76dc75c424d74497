import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { startMariadb } from './mariadb-server.ts';
import { skipUnlessRequired, startMysql, urlOf } from './mysql-container.ts';
import { fileWith, temporaryFolder } from './temporary-folder.ts';

/** A server that takes encrypted connections only, over TCP and over a Unix socket, with the user root. */
export interface EncryptedServer {
  readonly url: string;
  readonly socket: string;
  /** That its certificate bears. */
  readonly name: string;
  /** Files in PEM. */
  readonly ca: string;
  /** Of a client, signed by the same authority. */
  readonly certificate: string;
  readonly key: string;
  stop(): Promise<unknown>;
}

/** With the certificates that the server makes for itself at its first start. */
async function mysql(): Promise<EncryptedServer> {
  const sockets = temporaryFolder();
  chmodSync(sockets, 0o777);
  const container = await startMysql(
    ['--require-secure-transport=ON', '--socket=/sockets/mysqld.sock'],
    sockets,
  );
  const made = async (name: string) => (await container.exec(['cat', `/var/lib/mysql/${name}`])).output;
  return {
    url: urlOf(container),
    socket: join(sockets, 'mysqld.sock'),
    name: new X509Certificate(await made('server-cert.pem')).subject.replace('CN=', ''),
    ca: fileWith(await made('ca.pem')),
    certificate: fileWith(await made('client-cert.pem')),
    key: fileWith(await made('client-key.pem')),
    stop: () => container.stop(),
  };
}

/** With certificates that OpenSSL makes, on this machine's own server. */
async function mariadb(): Promise<EncryptedServer> {
  const folder = temporaryFolder();
  const ca = makeCertificate(folder, 'ca', 'Authority');
  const server = makeCertificate(folder, 'server', 'mariadb.example', ca);
  const client = makeCertificate(folder, 'client', 'client', ca);
  const started = await startMariadb([
    '--require-secure-transport=ON',
    ...[`--ssl-ca=${ca.certificate}`, `--ssl-cert=${server.certificate}`, `--ssl-key=${server.key}`],
  ]);
  return {
    ...started,
    name: 'mariadb.example',
    ca: ca.certificate,
    certificate: client.certificate,
    key: client.key,
  };
}

interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

/** @param authority - signs it; one that has none signs itself. */
function makeCertificate(folder: string, file: string, name: string, authority?: Certificate): Certificate {
  const [certificate, key] = [join(folder, `${file}.pem`), join(folder, `${file}-key.pem`)];
  const signer = authority === undefined ? [] : ['-CA', authority.certificate, '-CAkey', authority.key];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-noenc', '-days', '2', '-subj', `/CN=${name}`],
      ...['-addext', `subjectAltName=DNS:${name.toLowerCase()}`, '-keyout', key, '-out', certificate],
      ...signer,
    ],
    { stdio: 'ignore' },
  );
  return { certificate, key };
}

/** By product; a server that cannot be had here is absent. MariaDB is looked for where its suites are to run. */
export const encryptedServers: Readonly<Record<string, () => Promise<EncryptedServer | undefined>>> = {
  MySQL: () => mysql().catch(skipUnlessRequired),
  MariaDB: async () => (process.env.MARIADB_TEST_URL ? mariadb() : undefined),
};
