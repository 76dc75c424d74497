import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { lineWith } from '../conformance-checker/line-with.ts';
import type { Person } from './realm.ts';

const program = 'dist/src/main/command-line.js';

/** One installation on an embedded database: its command line, and its service once it is started. */
export class Rollcall {
  private readonly environment: NodeJS.ProcessEnv;
  private service: ChildProcess | undefined;
  private address = '';
  private token = '';

  /** @param folder - where the database goes. */
  constructor(folder: string, publicUrl: string) {
    this.environment = {
      ...process.env,
      ROLLCALL_DATABASE_URL: `sqlite:${join(folder, 'rollcall.db')}`,
      ROLLCALL_PUBLIC_URL: publicUrl,
      ROLLCALL_PORT: '0',
      ROLLCALL_TRUST_PROXY: 'true',
    };
  }

  /** What a verb prints with `--json`. @throws Error where it fails, with what it says. */
  verb(verb: readonly string[], input = ''): unknown {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...verb, '--json'], {
      env: this.environment,
      encoding: 'utf8',
      input,
    });
    if (status !== 0) throw new Error(`rollcall ${verb.join(' ')} ended with ${status}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** @returns where it listens. It has a token from then on, with which it is asked over SCIM. */
  async serve(): Promise<string> {
    this.service = spawn(process.execPath, [program, 'serve'], {
      env: this.environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.address = await lineWith(this.service, /"address":"([^"]+)"/);
    this.token = (this.verb(['token', 'create', '--name', 'Keycloak']) as { readonly token: string }).token;
    return this.address;
  }

  /** What the directory asks. @returns the resource. @throws Error where it is refused. */
  async scim(method: string, path: string, body: object): Promise<{ readonly id: string }> {
    const response = await fetch(`${this.address}/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/scim+json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as { readonly id: string };
  }

  /** Takes away the access of somebody who was provisioned, or gives it back, as the directory does. */
  async activate({ email }: Person, active: boolean): Promise<void> {
    const { id } = this.verb(['agent', 'show', email]) as { readonly id: string };
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    await this.scim('PATCH', `/Users/${id}`, {
      schemas,
      Operations: [{ op: 'replace', value: { active } }],
    });
  }

  async stop(): Promise<void> {
    if (this.service === undefined || this.service.exitCode !== null) return;
    const ended = once(this.service, 'exit');
    this.service.kill('SIGTERM');
    await ended;
  }
}
