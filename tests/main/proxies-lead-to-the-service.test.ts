import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { installedProgram } from '../support/installed-program.ts';
import { TestServer } from '../support/start-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const config = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../config/${file}`, import.meta.url)), 'utf8');
const host = 'rollcall.example.com';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly certificate: string;
  readonly key: string;
  /** Of the processes of the service. */
  readonly ports: readonly number[];
}

/** The file as it stands in the folder, with the ports and the certificate of the test. */
function replaced(text: string, replacements: Readonly<Record<string, string>>): string {
  return Object.entries(replacements).reduce((given, [old, made]) => {
    expect(given).toContain(old);
    return given.replaceAll(old, made);
  }, text);
}

function nginx({ folder, port, certificate, key, ports: [first, second] }: Place): ChildProcess {
  const server = replaced(config('nginx/rollcall.conf'), {
    'listen 443 ssl': `listen 127.0.0.1:${port} ssl`,
    '127.0.0.1:8080': `127.0.0.1:${first}`,
    '127.0.0.1:8081': `127.0.0.1:${second}`,
    '/etc/ssl/rollcall/fullchain.pem': certificate,
    '/etc/ssl/rollcall/privkey.pem': key,
  });
  // Workers of the usual user may not write into the folder of the test.
  const workers = process.getuid?.() === 0 ? 'user root;' : '';
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  writeFileSync(
    `${folder}/nginx.conf`,
    `${workers} daemon off; pid ${folder}/nginx.pid; events {} http { access_log off; ${temporary.join(' ')}\n${server} }`,
  );
  const args = ['-c', `${folder}/nginx.conf`, '-e', `${folder}/error.log`];
  return spawn(installedProgram('nginx'), args, { stdio: 'inherit' });
}

function caddy({ folder, port, certificate, key, ports: [first, second] }: Place): ChildProcess {
  const site = replaced(config('caddy/Caddyfile'), {
    [`${host} {`]: `${host}:${port} {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}`,
    '127.0.0.1:8080': `127.0.0.1:${first}`,
    '127.0.0.1:8081': `127.0.0.1:${second}`,
  });
  writeFileSync(`${folder}/Caddyfile`, `{\n\tadmin off\n\tauto_https off\n}\n${site}`);
  return spawn(installedProgram('caddy'), ['run', '--config', `${folder}/Caddyfile`], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
  });
}

onEachServer('two processes behind a proxy', (product) => {
  describe.each([
    ['nginx', nginx],
    ['Caddy', caddy],
  ])('%s with the file in `config`', (_, start) => {
    const services: TestServer[] = [];
    let proxy: ChildProcess | undefined;
    let place: Place;
    let token: string;
    let account: Awaited<ReturnType<TestServer['openAccount']>>;

    /** By HTTPS, at the name of the certificate. */
    async function ask(
      method: string,
      path: string,
      { body, headers = {} }: { readonly body?: unknown; readonly headers?: Record<string, string> } = {},
    ) {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const sent = request({
        ...{ method, path, host: '127.0.0.1', port: place.port, servername: host },
        rejectUnauthorized: false,
        headers: {
          Host: host,
          Authorization: `Bearer ${token}`,
          ...(text !== undefined && {
            'Content-Type': 'application/scim+json',
            'Content-Length': Buffer.byteLength(text),
          }),
          ...headers,
        },
      });
      sent.end(text);
      const [answer] = await once(sent, 'response');
      return answer as import('node:http').IncomingMessage;
    }
    async function answerOf(...asked: Parameters<typeof ask>) {
      const answer = await ask(...asked);
      let text = '';
      for await (const piece of answer.setEncoding('utf8')) text += piece;
      return { status: answer.statusCode, text };
    }
    const user = (userName: string) => ({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName,
    });

    beforeAll(async () => {
      const folder = temporaryFolder();
      const [certificate, key] = [`${folder}/certificate.pem`, `${folder}/key.pem`];
      const made = ['-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '1'];
      execFileSync(
        'openssl',
        ['req', '-x509', ...made, '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`],
        {
          stdio: 'ignore',
        },
      );
      const url = await product.freshUrl();
      const options = { trustProxy: true, publicUrl: `https://${host}` };
      for (const __ of [1, 2]) services.push(await TestServer.start(url, options));
      const [first] = services;
      if (first === undefined) throw new Error('There is no service.');
      account = await first.openAccount();
      token = (await account.issueToken({ scopes: ['scim', 'admin:read', 'events:read'] })).text;
      place = { folder, port: await freePort(), certificate, key, ports: services.map(({ port }) => port) };
      proxy = start(place);
      await vi.waitFor(async () => expect((await answerOf('GET', '/livez')).status).toBe(200), 30_000);
    });

    afterAll(async () => {
      const ended = proxy && once(proxy, 'exit');
      proxy?.kill('SIGTERM');
      await ended;
      await Promise.all(services.map((service) => service.stop()));
    });

    test('tells the service the address of the client, and not what the client claims', async () => {
      const claimed = { 'X-Forwarded-For': '203.0.113.66', 'X-Forwarded-Host': 'evil.example.com' };
      const { status, text } = await answerOf('POST', '/scim/v2/Users', {
        body: user('ada@example.com'),
        headers: claimed,
      });
      expect(status).toBe(201);
      expect(JSON.parse(text).meta.location).toMatch(new RegExp(`^https://${host}/scim/v2/Users/`));
      expect((await account.journal())[0]?.source).toBe('127.0.0.1');
    });

    test('lets through what directories send at its largest: a group of 100,000, and a long filter', async () => {
      const members = Array.from({ length: 100_000 }, (__, index) => ({
        value: `0199d2a0-0000-7000-8000-${String(index).padStart(12, '0')}`,
      }));
      const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'All', members };
      const { status, text } = await answerOf('POST', '/scim/v2/Groups', { body: group });
      // They are not there, which the service says, and no proxy.
      expect([status, JSON.parse(text).schemas]).toEqual([
        400,
        ['urn:ietf:params:scim:api:messages:2.0:Error'],
      ]);
      const filter = encodeURIComponent(`userName eq "${'a'.repeat(3_000)}@example.com"`);
      expect((await answerOf('GET', `/scim/v2/Users?filter=${filter}`)).status).toBe(200);
    });

    test('leaves what is escaped in a path as it is', async () => {
      const { status, text } = await answerOf('GET', '/scim/v2/Users/a%2F..%2Fb%20c');
      expect([status, JSON.parse(text).detail]).toEqual([404, expect.stringContaining('a/../b c')]);
    });

    test('tells events as they happen', async () => {
      const stream = await ask('GET', '/api/v1/audit-log/stream');
      let text = '';
      stream.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      expect((await answerOf('POST', '/scim/v2/Users', { body: user('grace@example.com') })).status).toBe(
        201,
      );
      await expect.poll(() => text).toContain('data: ');
      stream.destroy();
    });

    test('goes on while one of the processes stops', async () => {
      let made = 0;
      const create = async () => {
        made += 1;
        return (await answerOf('POST', '/scim/v2/Users', { body: user(`one-${made}@example.com`) })).status;
      };
      const statuses = new Set<number | undefined>();
      let isStopped = false;
      const creating = (async () => {
        while (!isStopped) statuses.add(await create());
      })();
      await expect.poll(() => made).toBeGreaterThan(10);
      await services.pop()?.stop();
      isStopped = true;
      await creating;
      // What comes while a process stops is refused by it, or its connection is closed: directories come again.
      for (const status of statuses) expect([201, 502, 503]).toContain(status);
      const twenty = async () => {
        const some = [];
        for (let count = 0; count < 20; count++) some.push(await create());
        return some;
      };
      await expect.poll(twenty).toEqual(Array(20).fill(201));
    });
  });
});
