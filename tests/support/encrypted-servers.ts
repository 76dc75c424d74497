import { execFileSync, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { skipUnlessRequired, startMysql, urlOf } from './mysql-container.ts';
import { temporaryFolder } from './temporary-folder.ts';

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

export const fileWith = (text: string): string => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, text);
  return file;
};

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

const rootPassword = 'rollcall';

/** With certificates that OpenSSL makes, on this machine's own server. */
async function mariadb(): Promise<EncryptedServer> {
  const folder = temporaryFolder();
  const [data, socket] = [join(folder, 'data'), join(folder, 'sock')];
  const ca = makeCertificate(folder, 'ca', 'Authority');
  const server = makeCertificate(folder, 'server', 'mariadb.example', ca);
  const client = makeCertificate(folder, 'client', 'client', ca);
  const user = `--user=${userInfo().username}`;
  execFileSync('mariadb-install-db', ['--no-defaults', user, `--datadir=${data}`], { stdio: 'ignore' });
  const port = await freePort();
  const prepared = [
    // Whoever comes from here is one of these otherwise, whatever the name.
    `DROP USER IF EXISTS ''@localhost, ''@'${hostname()}';`,
    `ALTER USER root@localhost IDENTIFIED BY '${rootPassword}';`,
    'CREATE DATABASE rollcall;',
  ];
  const child = spawn(
    'mariadbd',
    [
      ...['--no-defaults', user, `--datadir=${data}`, `--socket=${socket}`],
      ...['--bind-address=127.0.0.1', `--port=${port}`, '--require-secure-transport=ON'],
      ...[`--ssl-ca=${ca.certificate}`, `--ssl-cert=${server.certificate}`, `--ssl-key=${server.key}`],
      `--init-file=${fileWith(prepared.join('\n'))}`,
    ],
    { stdio: 'ignore' },
  );
  while (!existsSync(socket) && child.exitCode === null) await pause(50);
  return {
    url: `mariadb://root:${rootPassword}@127.0.0.1:${port}/rollcall`,
    socket,
    name: 'mariadb.example',
    ca: ca.certificate,
    certificate: client.certificate,
    key: client.key,
    stop: () => {
      const ended = once(child, 'exit');
      child.kill();
      return ended;
    },
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

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** By product; a server that cannot be had here is absent. MariaDB is looked for where its suites are to run. */
export const encryptedServers: Readonly<Record<string, () => Promise<EncryptedServer | undefined>>> = {
  MySQL: () => mysql().catch(skipUnlessRequired),
  MariaDB: async () => (process.env.MARIADB_TEST_URL ? mariadb() : undefined),
};
