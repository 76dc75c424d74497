import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import mysql from 'mysql2/promise';

const library = '/usr/lib/galera/libgalera_smm.so';
const startMilliseconds = 180_000;

// What copies a node's data to another one takes on the rights of nobody where root runs it.
const isRoot = userInfo().uid === 0;
const owner = isRoot ? 'mysql' : userInfo().username;

interface Node {
  readonly port: number;
  readonly folder: string;
  process: ChildProcess | undefined;
}

/**
 * Two servers of MariaDB on this machine in a cluster of Galera. The second weighs more, so that it is a majority without the
 * first; of two that weigh the same, each alone would take no writes.
 */
export class Galera {
  private readonly folder = mkdtempSync(join(tmpdir(), 'galera-'));
  private readonly nodes: readonly Node[];

  /** @param port - of the first; each takes ten. */
  constructor(private readonly firstPort: number) {
    this.nodes = [0, 1].map((index) => ({
      ...{ port: firstPort + 10 * index, folder: join(this.folder, `${index}`), process: undefined },
    }));
  }

  get url(): string {
    return `mariadb://rollcall:rollcall@${this.nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}/rollcall`;
  }

  urlOf = (index: number, database = 'rollcall'): string =>
    `mariadb://rollcall:rollcall@127.0.0.1:${this.firstPort + 10 * index}/${database}`;

  async start(): Promise<void> {
    chmodSync(this.folder, 0o755);
    for (const { folder } of this.nodes) {
      const install = ['--no-defaults', `--user=${owner}`, `--datadir=${folder}`];
      execFileSync('mariadb-install-db', [...install, '--auth-root-authentication-method=normal'], {
        stdio: 'ignore',
      });
      if (isRoot) execFileSync('chown', ['-R', owner, folder]);
    }
    const prepared = join(this.folder, 'prepared.sql');
    writeFileSync(
      prepared,
      [
        `DROP USER IF EXISTS ''@localhost, ''@'${hostname()}';`,
        "CREATE USER IF NOT EXISTS 'rollcall'@'%' IDENTIFIED BY 'rollcall';",
        "GRANT ALL ON *.* TO 'rollcall'@'%' WITH GRANT OPTION;",
        'CREATE DATABASE IF NOT EXISTS rollcall CHARACTER SET utf8mb4;',
      ].join('\n'),
    );
    await this.startNode(0, `--init-file=${prepared}`, '--wsrep-new-cluster');
    await this.startNode(1);
  }

  /** Has a node that was killed take part again. */
  async startNode(index: number, ...options: readonly string[]): Promise<void> {
    const node = this.nodes[index];
    if (node === undefined) throw new Error(`There is no node ${index}.`);
    const { port, folder } = node;
    const provider = `pc.weight=${index + 1};gmcast.listen_addr=tcp://127.0.0.1:${port + 1};ist.recv_addr=127.0.0.1:${port + 2}`;
    node.process = spawn(
      'mariadbd',
      [
        ...['--no-defaults', `--user=${owner}`, `--datadir=${folder}`],
        ...[`--socket=${join(folder, 'sock')}`, '--bind-address=127.0.0.1', `--port=${port}`],
        ...['--innodb-buffer-pool-size=64M', '--binlog-format=ROW', '--innodb-autoinc-lock-mode=2'],
        ...['--wsrep-on=ON', `--wsrep-provider=${library}`, '--wsrep-cluster-name=rollcall'],
        ...[`--wsrep-cluster-address=${this.address()}`, `--wsrep-node-address=127.0.0.1:${port + 1}`],
        ...['--wsrep-sst-method=rsync', `--wsrep-sst-receive-address=127.0.0.1:${port + 3}`],
        ...[`--wsrep-provider-options=${provider}`, `--log-error=${join(folder, 'log.err')}`],
        ...options,
      ],
      { stdio: 'ignore' },
    );
    const deadline = performance.now() + startMilliseconds;
    while (!(await this.isReady(index))) {
      if (performance.now() > deadline) throw new Error(`A node does not start: ${join(folder, 'log.err')}`);
      await pause(200);
    }
  }

  async setAll(settings: string): Promise<void> {
    for (const index of this.nodes.keys()) await this.ask(index, `SET GLOBAL ${settings}`);
  }

  async kill(index: number): Promise<void> {
    const process = this.nodes[index]?.process;
    if (process === undefined || process.exitCode !== null || process.signalCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    for (const index of this.nodes.keys()) await this.kill(index);
    rmSync(this.folder, { recursive: true, force: true });
  }

  async ask(index: number, sql: string, database?: string): Promise<readonly Record<string, unknown>[]> {
    const uri = this.urlOf(index, database).replace('mariadb:', 'mysql:');
    const connection = await mysql.createConnection({ uri, connectTimeout: 2_000 });
    try {
      const [rows] = await connection.query(sql);
      return rows as Record<string, unknown>[];
    } finally {
      connection.destroy();
    }
  }

  private async isReady(index: number): Promise<boolean> {
    const [row] = await this.ask(index, "SHOW STATUS LIKE 'wsrep_ready'").catch(() => []);
    return row?.Value === 'ON';
  }

  private address(): string {
    return `gcomm://${this.nodes.map(({ port }) => `127.0.0.1:${port + 1}`).join(',')}`;
  }
}
