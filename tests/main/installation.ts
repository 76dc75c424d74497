import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openRollcall } from '../../src/main/in-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const builtProgram = fileURLToPath(new URL('../../dist/src/main/command-line.js', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Environment = Readonly<Record<string, string>>;

/** A fresh installation: a folder of its own, in which the real command line runs on an embedded database, which is empty. */
export function freshInstallation(environment: Environment = {}, program = builtProgram) {
  const installation = freshFolder(environment, program);
  mkdirSync(`${installation.folder}/data`, { mode: 0o700 });
  writeFileSync(`${installation.folder}/data/rollcall.db`, '', { mode: 0o600 });
  return installation;
}

/** The same without a database, as one is where nothing was started yet. */
export function freshFolder(environment: Environment = {}, program = builtProgram) {
  const folder = temporaryFolder();
  const env = { PATH: process.env.PATH, ROLLCALL_PORT: '0', ...environment };
  const start = (...verb: readonly string[]) =>
    new RollcallProcess(spawn(process.execPath, [program, ...verb], { cwd: folder, env }));
  /** With no file larger than this: to write more is refused as it is by a full disk. */
  const startWithin = (kibibytes: number, ...verb: readonly string[]) => {
    const limited = `ulimit -f ${kibibytes}; exec "$0" "$@"`;
    return new RollcallProcess(
      spawn('bash', ['-c', limited, process.execPath, program, ...verb], { cwd: folder, env }),
    );
  };
  const run = (...verb: readonly string[]) => start(...verb).ended();
  /** On a terminal, except that standard output goes into the file; both outputs of what ended are what the terminal got. */
  const runOnTerminal = (file: string, ...verb: readonly string[]) => {
    const command = `${[process.execPath, program, ...verb].join(' ')} > ${file}`;
    return new RollcallProcess(spawn('script', ['-qec', command, '/dev/null'], { cwd: folder, env })).ended();
  };
  /** What a verb prints with `--json`; fails where it fails. */
  const json = async (...verb: readonly string[]) => {
    const { code, stdout, stderr } = await run(...verb, '--json');
    if (code !== 0) throw new Error(`rollcall ${verb.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  };
  /** Makes agents in the only account; answers with their ids. */
  const provision = async (...userNames: readonly string[]): Promise<readonly string[]> => {
    const databaseUrl = `sqlite:${folder}/data/rollcall.db`;
    const rollcall = await openRollcall({ serviceName: 'test', databaseUrl });
    const [account] = await rollcall.listAccounts(rollcall.requester());
    if (account === undefined) throw new Error('There is no account to make agents in.');
    const caller = rollcall.caller(account.state.id);
    const ids: string[] = [];
    for (const userName of userNames) {
      const desired = { userName, active: true, profile: { location: 'London' } };
      ids.push((await rollcall.provisionAgent(caller, { desired: desired })).agent.state.id);
    }
    await rollcall.close();
    return ids;
  };
  return { folder, start, startWithin, run, runOnTerminal, json, provision };
}

/** A process of the command line that a test has started, and what it has written so far. */
export class RollcallProcess {
  stdout = '';
  stderr = '';
  private readonly closed: Promise<unknown>;

  constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.closed = once(child, 'close');
  }

  /** Gives it all that it is to read on standard input. */
  fed(text: string): this {
    this.child.stdin?.end(text);
    return this;
  }

  async ended(): Promise<Ended> {
    await this.closed;
    return { code: this.child.exitCode, stdout: this.stdout, stderr: this.stderr };
  }

  /** Tells each line of standard output as it comes. */
  eachLine(tell: (line: string) => void): void {
    if (this.child.stdout) createInterface({ input: this.child.stdout }).on('line', tell);
  }

  /** The first match in what is written on standard output. */
  written(pattern: RegExp): Promise<RegExpExecArray> {
    return this.matched('stdout', pattern);
  }

  /** The first match in what is written on standard error. */
  complained(pattern: RegExp): Promise<RegExpExecArray> {
    return this.matched('stderr', pattern);
  }

  private async matched(output: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this[output]);
      if (match !== null) return match;
      if (this.child.exitCode !== null) {
        throw new Error(`It ended with ${this.child.exitCode} and never wrote ${pattern}: ${this.stderr}`);
      }
      await Promise.race([once(this.child[output] ?? this.child, 'data'), this.closed]);
    }
  }

  /** Where a serving process listens. */
  async address(): Promise<string> {
    const [, address] = await this.written(/"address":"([^"]+)"/);
    return String(address);
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }

  /** As `| head` does when it has seen enough. */
  closeOutput(): void {
    this.child.stdout?.destroy();
  }

  async stop(): Promise<Ended> {
    this.signal('SIGTERM');
    return this.ended();
  }
}
