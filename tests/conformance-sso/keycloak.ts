import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failureOf, workFolder } from '../conformance-checker/checker.ts';
import { lineWith } from '../conformance-checker/line-with.ts';
import { type RealmRepresentation, realmName, samlClientId } from './realm.ts';

const folder = resolve(workFolder, 'keycloak');
const unpack = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack-dependencies';

/** Fetches and unpacks it. @returns why it cannot run, and what to do, where that is so. */
export function prepareKeycloak(): string | undefined {
  for (const [tool, flag] of [
    ['mvn', '--version'],
    ['java', '-version'],
  ] as const) {
    if (failureOf(tool, [flag]) !== undefined)
      return 'Maven, or Java (17 or 25), is not installed. On Debian or Ubuntu: apt-get install maven default-jdk-headless';
  }
  const pom = join(import.meta.dirname, 'pom.xml');
  const into = [`-DoutputDirectory=${folder}`, `-DmarkersDirectory=${join(folder, 'unpacked')}`];
  // -U asks again for what a registry did not have, or was not reached for, the last time.
  const unfetched = failureOf('mvn', ['-q', '-B', '-U', '-f', pom, unpack, ...into]);
  if (unfetched === undefined) return undefined;
  return `Keycloak could not be fetched. Is a Maven registry reached?\n${unfetched}`;
}

/** A real identity provider on loopback, whose realm and database are gone when it stops. */
export class Keycloak {
  private readonly url: string;
  private readonly password: string;
  private readonly child: ChildProcess;
  private readonly imported: string;

  private constructor(url: string, password: string, child: ChildProcess, imported: string) {
    this.url = url;
    this.password = password;
    this.child = child;
    this.imported = imported;
  }

  static async start(realm: RealmRepresentation): Promise<Keycloak> {
    const [home = ''] = globSync(join(folder, 'keycloak-*'));
    const imported = join(home, 'data', 'import');
    rmSync(join(home, 'data'), { recursive: true, force: true });
    mkdirSync(imported, { recursive: true });
    writeFileSync(join(imported, `${realmName}-realm.json`), JSON.stringify(realm), { mode: 0o600 });
    const password = randomBytes(16).toString('hex');
    const options = ['--import-realm', '--db=dev-mem', '--http-host=127.0.0.1', '--http-port=0'];
    const child = spawn('sh', [join(home, 'bin', 'kc.sh'), 'start-dev', ...options], {
      env: { ...process.env, KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: password },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await lineWith(child, /Listening on: (http:\S+)/);
    return new Keycloak(url, password, child, imported);
  }

  /** Where its own addresses begin, as those of metadata. */
  get realmUrl(): string {
    return `${this.url}/realms/${realmName}`;
  }

  /** What an administrator does at its console. */
  async administer(method: string, path: string, body?: object): Promise<void> {
    const response = await fetch(`${this.url}/admin/realms/${realmName}${path}`, {
      method,
      headers: { authorization: `Bearer ${await this.adminToken()}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`Keycloak answered ${response.status} to ${path}: ${await response.text()}`);
  }

  /** @param attributes - of the client by SAML, in place of those that it has. */
  changeSamlClient(attributes: Readonly<Record<string, string>>): Promise<void> {
    return this.administer('PUT', `/clients/${samlClientId}`, { id: samlClientId, attributes });
  }

  /** What it calls the key with which it signs. */
  async signingKeyId(): Promise<string> {
    const response = await fetch(`${this.realmUrl}/protocol/openid-connect/certs`);
    const { keys } = (await response.json()) as { readonly keys: readonly Record<string, string>[] };
    return keys.find(({ use }) => use === 'sig')?.kid ?? '';
  }

  private async adminToken(): Promise<string> {
    const response = await fetch(`${this.url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'password',
        client_id: 'admin-cli',
        username: 'admin',
        password: this.password,
      }),
    });
    return ((await response.json()) as { readonly access_token: string }).access_token;
  }

  async stop(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    if (this.child.exitCode === null) await ended;
    rmSync(this.imported, { recursive: true, force: true });
  }
}
