import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inject } from 'vitest';
import { settings } from '../../config/setting.ts';
import { freshFolder } from '../main/installation.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether a second process works on each database of a server: `tests/two-processes`. */
    hasProcessBeside: boolean | undefined;
  }
}

interface Beside {
  readonly port: number;
  stop(): Promise<void>;
}

/** Whether a suite on this database has a second process. */
export const hasBeside = (databaseUrl: string): boolean =>
  inject('hasProcessBeside') === true && !databaseUrl.startsWith('sqlite:');

/** What all processes of an installation have in common. */
export const commonSettings = { cursorSecret: 'c'.repeat(32), secretKey: 'k'.repeat(32) };

/** `rollcall serve`, with all that it does by itself, on a database whose schema is there. */
export async function serveBeside(databaseUrl: string, options: object = {}): Promise<Beside> {
  const given = Object.entries({ ...commonSettings, ...options }).map(([property, value]) => {
    const setting = settings.find((known) => known.property === property);
    if (setting === undefined) throw new Error(`A process cannot be told ${property}.`);
    return [setting.variable, String(value)];
  });
  const environment = { ROLLCALL_DATABASE_URL: databaseUrl, ROLLCALL_LOG_LEVEL: 'info' };
  const child = freshFolder({ ...environment, ...Object.fromEntries(given) }).start('serve');
  const { port } = new URL(await child.address());
  const stop = async () => {
    const { code, stderr } = await child.stop();
    if (code !== 0) throw new Error(`The process beside ended with ${code}: ${stderr}`);
  };
  return { port: Number(port), stop };
}

/** Has each request answered by the next one of several processes. */
export async function answeredInTurn(ports: readonly number[]): Promise<Beside> {
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const front = createServer((asked, answer) => {
    const port = ports[turn++ % ports.length];
    const { method, url: path, rawHeaders: headers } = asked;
    const forwarded = request({ host: '127.0.0.1', port, method, path, headers, agent }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.statusMessage, answered.rawHeaders);
      answered.pipe(answer);
      answered.on('error', () => answer.destroy());
    });
    forwarded.on('error', () => answer.destroy());
    answer.on('close', () => forwarded.destroy());
    asked.pipe(forwarded);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  return {
    port: (front.address() as AddressInfo).port,
    stop: async () => {
      front.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => front.close(resolve));
    },
  };
}
