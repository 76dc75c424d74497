import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/src/main/command-line.js', import.meta.url));

/** What was acknowledged is written faster than a directory would, and the audit log is sealed. */
const settings = {
  ROLLCALL_SECRET_KEY: randomBytes(32).toString('base64'),
  ROLLCALL_TOKEN_REQUESTS_PER_SECOND_MAX: '100000',
  ROLLCALL_ACCOUNT_REQUESTS_PER_SECOND_MAX: '100000',
};

/** The command line on one database, with as many processes of it as are wanted. */
export class Installation {
  /** What processes that serve told operators of, as it came. */
  readonly warnings: { readonly at: number; readonly address: string; readonly line: string }[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'rollcall-cluster-'));
  private readonly running: ChildProcess[] = [];
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** @returns the address of a process that serves. */
  async serve(): Promise<string> {
    const child = this.start('serve');
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    let address = '';
    const lines = createInterface({ input: child.stdout ?? process.stdin });
    lines.on('line', (line) => {
      if (/"level":"(warn|error|fatal)"/.test(line))
        this.warnings.push({ at: performance.now(), address, line });
      // A mistake of the service is nothing that an outage explains.
      if (/"level":"(error|fatal)"/.test(line)) process.stdout.write(`${line}\n`);
      [, address = address] = /"address":"([^"]+)"/.exec(line) ?? [];
      if (address !== '') resolve(address);
    });
    lines.on('close', () => reject(new Error('The service does not start.')));
    return promise;
  }

  /** What a verb prints. */
  async run(...verb: readonly string[]): Promise<string> {
    const child = this.start(...verb);
    let printed = '';
    let complained = '';
    child.stdout?.on('data', (text: Buffer) => {
      printed += text;
    });
    child.stderr?.on('data', (text: Buffer) => {
      complained += text;
    });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`rollcall ${verb.join(' ')} ended with ${code}: ${complained}`);
    return printed;
  }

  /** Calls with each line that a verb prints, until the installation is stopped. @returns what it complains of meanwhile. */
  follow(verb: readonly string[], tell: (line: string) => void): readonly string[] {
    const child = this.start(...verb);
    const complaints: string[] = [];
    createInterface({ input: child.stdout ?? process.stdin }).on('line', tell);
    createInterface({ input: child.stderr ?? process.stdin }).on('line', (line) => complaints.push(line));
    child.on('exit', (code, signal) => complaints.push(`It ended: ${code ?? signal}.`));
    return complaints;
  }

  async stop(): Promise<void> {
    for (const child of this.running) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private start(...verb: readonly string[]): ChildProcess {
    const env = {
      ...{ PATH: process.env.PATH, ROLLCALL_PORT: '0', ROLLCALL_DATABASE_URL: this.url },
      ...settings,
    };
    const child = spawn(process.execPath, [program, ...verb], { cwd: this.folder, env });
    // What a process says of a database that goes away is expected; nobody reads it.
    child.stderr?.resume();
    this.running.push(child);
    return child;
  }
}
