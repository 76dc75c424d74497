import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/src/main/command-line.js', import.meta.url));

/** What was acknowledged is written faster than a directory would. */
const unlimited = {
  ROLLCALL_TOKEN_REQUESTS_PER_SECOND_MAX: '100000',
  ROLLCALL_ACCOUNT_REQUESTS_PER_SECOND_MAX: '100000',
};

/** The command line on one database, with as many processes of it as are wanted. */
export class Installation {
  private readonly folder = mkdtempSync(join(tmpdir(), 'rollcall-cluster-'));
  private readonly running: ChildProcess[] = [];
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  /** @returns the address of a process that serves. */
  async serve(): Promise<string> {
    const child = this.start('serve');
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      const [, address] = /"address":"([^"]+)"/.exec(line) ?? [];
      if (address === undefined) continue;
      child.stdout?.resume();
      return address;
    }
    throw new Error('The service does not start.');
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

  /** Calls with each line that a verb prints, until the installation is stopped. */
  follow(verb: readonly string[], tell: (line: string) => void): void {
    const child = this.start(...verb);
    createInterface({ input: child.stdout ?? process.stdin }).on('line', tell);
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
      ...unlimited,
    };
    const child = spawn(process.execPath, [program, ...verb], { cwd: this.folder, env });
    // What a process says of a database that goes away is expected; nobody reads it.
    child.stderr?.resume();
    this.running.push(child);
    return child;
  }
}
