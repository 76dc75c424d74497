import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import mysql from 'mysql2/promise';

const run = promisify(execFile);
const docker = async (...words: readonly string[]) => (await run('docker', [...words])).stdout.trim();

const password = 'rollcall';
const groupName = '0199d2a0-0000-4000-8000-000000000017';
const joinMilliseconds = 120_000;

/** One server of the group. Clients reach it by a network of their own, so that it can be cut off from the others alone. */
export interface Member {
  readonly name: string;
  readonly port: number;
}

interface MemberState {
  readonly host: string;
  readonly state: string;
  readonly role: string;
}

/** Three servers of MySQL in containers, in Group Replication with a single primary. */
export class Group {
  readonly members: readonly Member[];
  private readonly network: string;
  private readonly image: string;

  /** @param name - begins the names of all containers. @param port - of the first; the others have the next ones. */
  constructor(name: string, port: number, image = process.env.MYSQL_TEST_IMAGE ?? 'mysql:9.7') {
    this.members = [1, 2, 3].map((number) => ({ name: `${name}-${number}`, port: port + number }));
    this.network = `${name}-group`;
    this.image = image;
  }

  /** With all hosts in it. */
  get url(): string {
    const hosts = this.members.map(({ port }) => `127.0.0.1:${port}`).join(',');
    return `mysql://root:${password}@${hosts}/rollcall`;
  }

  urlOf = ({ port }: Member): string => `mysql://root:${password}@127.0.0.1:${port}/rollcall`;

  async start(): Promise<void> {
    // What a run left that was ended.
    await this.stop();
    await docker('network', 'create', this.network);
    const seeds = this.members.map(({ name }) => `${name}:33061`).join(',');
    for (const [index, { name, port }] of this.members.entries()) {
      await docker(
        ...['create', '--name', name, '-p', `127.0.0.1:${port}:3306`],
        ...['-e', `MYSQL_ROOT_PASSWORD=${password}`, '-e', 'MYSQL_DATABASE=rollcall', this.image],
        ...[`--server-id=${index + 1}`, '--gtid-mode=ON', '--enforce-gtid-consistency=ON'],
        ...[
          '--innodb-buffer-pool-size=64M',
          '--plugin-load-add=group_replication.so',
          `--report-host=${name}`,
        ],
        ...[
          `--loose-group-replication-group-name=${groupName}`,
          '--loose-group-replication-start-on-boot=OFF',
        ],
        ...[`--loose-group-replication-local-address=${name}:33061`],
        ...[`--loose-group-replication-group-seeds=${seeds}`],
        // A member that is gone is expelled as soon as it is suspected, so that many failovers take minutes.
        ...['--loose-group-replication-member-expel-timeout=0'],
        ...['--loose-group-replication-recovery-get-public-key=ON'],
        ...['--loose-group-replication-consistency=BEFORE_ON_PRIMARY_FAILOVER'],
      );
      await docker('network', 'connect', this.network, name);
      await docker('start', name);
    }
    for (const [index, member] of this.members.entries()) {
      await this.answers(member);
      // What each has written when it was made is no part of the group's history.
      await this.ask(member, 'RESET BINARY LOGS AND GTIDS');
      await this.ask(
        member,
        `CHANGE REPLICATION SOURCE TO SOURCE_USER = 'root', SOURCE_PASSWORD = '${password}' FOR CHANNEL 'group_replication_recovery'`,
      );
      if (index === 0) await this.bootstrap(member);
      else await this.join(member);
      if (index > 0) continue;
      await this.ask(member, 'CREATE DATABASE attempts');
      await this.ask(member, 'CREATE TABLE attempts.writes (id INT AUTO_INCREMENT PRIMARY KEY)');
    }
  }

  async bootstrap(member: Member): Promise<void> {
    await this.ask(member, 'SET GLOBAL group_replication_bootstrap_group = ON');
    await this.ask(member, 'START GROUP_REPLICATION');
    await this.ask(member, 'SET GLOBAL group_replication_bootstrap_group = OFF');
  }

  /** Has a server that runs, or was ended, take part again. */
  async join(member: Member): Promise<void> {
    await docker('start', member.name);
    await this.answers(member);
    const deadline = performance.now() + joinMilliseconds;
    for (;;) {
      const [own] = (await this.states(member)).filter(({ host }) => host === member.name);
      if (own?.state === 'ONLINE') return;
      if (performance.now() > deadline) throw new Error(`${member.name} does not join: it is ${own?.state}.`);
      if (own?.state !== 'RECOVERING')
        await this.ask(member, 'START GROUP_REPLICATION').catch(() => undefined);
      await pause(200);
    }
  }

  /** The member that takes writes, as the members say that can be asked. */
  async primary(among = this.members): Promise<Member | undefined> {
    for (const member of among) {
      const states = await this.states(member).catch(() => []);
      const isPrimary = states.some(
        ({ host, state, role }) => host === member.name && state === 'ONLINE' && role === 'PRIMARY',
      );
      const reached = states.filter(({ state }) => state !== 'UNREACHABLE').length;
      if (!isPrimary || 2 * reached <= states.length) continue;
      // It may hold writes back until it has done all that it was sent.
      const takes = await this.ask(member, 'INSERT INTO attempts.writes () VALUES ()').catch(() => undefined);
      if (takes !== undefined) return member;
    }
    return undefined;
  }

  async setAll(settings: string): Promise<void> {
    for (const member of this.members) await this.ask(member, `SET GLOBAL ${settings}`);
  }

  kill = ({ name }: Member): Promise<string> => docker('kill', name);
  /** From the other members, and not from clients. */
  cutOff = ({ name }: Member): Promise<string> => docker('network', 'disconnect', this.network, name);

  async reconnect(member: Member): Promise<void> {
    await docker('network', 'connect', this.network, member.name);
    await docker('kill', member.name);
    await this.join(member);
  }

  async stop(): Promise<void> {
    for (const { name } of this.members) await docker('rm', '--force', '--volumes', name).catch(() => '');
    await docker('network', 'rm', this.network).catch(() => '');
  }

  async ask(member: Member, sql: string): Promise<readonly Record<string, unknown>[]> {
    const connection = await mysql.createConnection({ uri: this.urlOf(member), connectTimeout: 2_000 });
    try {
      const [rows] = await connection.query(sql);
      return rows as Record<string, unknown>[];
    } finally {
      connection.destroy();
    }
  }

  private async states(member: Member): Promise<readonly MemberState[]> {
    const sql =
      'SELECT MEMBER_HOST AS host, MEMBER_STATE AS state, MEMBER_ROLE AS role FROM performance_schema.replication_group_members';
    return (await this.ask(member, sql)) as unknown as readonly MemberState[];
  }

  private async answers(member: Member): Promise<void> {
    const deadline = performance.now() + joinMilliseconds;
    for (;;) {
      try {
        await this.ask(member, 'SELECT 1');
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await pause(200);
      }
    }
  }
}
