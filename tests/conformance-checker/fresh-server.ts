import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { lineWith } from './line-with.ts';

export interface FreshServer {
  readonly baseUrl: string;
  readonly token: string;
  stop(): void;
}

/**
 * A server on an empty database file and a free port, with an account and a token.
 *
 * @param folder - where the database file goes.
 * @param settings - as variables of the environment.
 */
export async function startServer(folder: string, settings: NodeJS.ProcessEnv = {}): Promise<FreshServer> {
  const child = spawn(process.execPath, ['dist/src/main/command-line.js', 'serve', '--first-account'], {
    env: {
      ...process.env,
      ...settings,
      ROLLCALL_DATABASE_URL: `sqlite:${join(folder, 'checked.db')}`,
      ROLLCALL_PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await lineWith(child, /Base URL +(\S+)/);
  const token = await lineWith(child, /Password +(\S+)/);
  return { baseUrl, token, stop: () => child.kill('SIGTERM') };
}
