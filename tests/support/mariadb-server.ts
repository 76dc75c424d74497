import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileWith, temporaryFolder } from './temporary-folder.ts';

/** A server of its own, with the user root and an empty database. */
export interface MariadbServer {
  readonly url: string;
  readonly socket: string;
  stop(): Promise<unknown>;
}

const rootPassword = 'rollcall';

/** Starts this machine's own MariaDB. @param options - such as `--require-secure-transport=ON`. */
export async function startMariadb(options: readonly string[]): Promise<MariadbServer> {
  const folder = temporaryFolder();
  const [data, socket] = [join(folder, 'data'), join(folder, 'sock')];
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
      ...['--bind-address=127.0.0.1', `--port=${port}`, `--init-file=${fileWith(prepared.join('\n'))}`],
      ...options,
    ],
    { stdio: 'ignore' },
  );
  while (!existsSync(socket) && child.exitCode === null) await pause(50);
  return {
    url: `mariadb://root:${rootPassword}@127.0.0.1:${port}/rollcall`,
    socket,
    stop: () => {
      const ended = once(child, 'exit');
      child.kill();
      return ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
