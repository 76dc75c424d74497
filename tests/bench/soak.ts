// `npm run soak`: mixed load at a bounded rate for twenty minutes, and what memory the service has meanwhile, by the minute.
//
// BENCH_DATABASE_URL names an empty database, `sqlite:…` included; otherwise Testcontainers starts MySQL.
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { serverUrl } from './bench-mysql.ts';
import { median } from './measurement.ts';
import type { MemorySample } from './memory-probe.ts';
import { type Left, nextRequest, type SoakRequest } from './soak-requests.ts';
import { runVerb, startRollcall } from './targets.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '20' },
    connections: { type: 'string', default: '4' },
    rate: { type: 'string', default: '100' },
  },
});
const minutes = Number(options.minutes);
const connections = Number(options.connections);
const pauseMilliseconds = (1000 * connections) / Number(options.rate);
const databaseConnections = 10;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const megabyte = 1024 ** 2;
/** Of the resident memory, once caches are full. */
const spreadMegabytesMax = 20;

interface Answer {
  readonly status: number;
  readonly body: string;
}

function send(
  baseUrl: string,
  ownToken: string,
  { method, path, body, token }: SoakRequest,
): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    authorization: `Bearer ${token ?? ownToken}`,
    ...(text !== undefined && { 'content-type': 'application/scim+json' }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(baseUrl + path, { agent, method, headers }, async (response) => {
      let received = '';
      response.setEncoding('utf8');
      for await (const chunk of response) received += chunk;
      resolve({ status: response.statusCode ?? 0, body: received });
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** Sends one request after the other until the time is over. */
async function play(baseUrl: string, token: string, left: Left, until: number): Promise<void> {
  while (performance.now() < until) {
    const next = nextRequest(left);
    const begun = performance.now();
    const { status, body } = await send(baseUrl, token, next).catch((error: Error) => ({
      status: 0,
      body: error.message,
    }));
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 0 || status === 500)
      process.stderr.write(`${JSON.stringify(next).slice(0, 500)}: ${status} ${body}\n`);
    if (status === 201 && next.path !== '/Bulk') {
      const { id } = JSON.parse(body) as { id: string };
      (next.path === '/Groups' ? left.groups : left.users).push(id);
    }
    await pause(Math.max(0, begun + pauseMilliseconds - performance.now()));
  }
}

/** Of the samples of a minute: the middle of what is resident, and the least of the rest, which garbage adds to. */
function rowOf(samples: readonly MemorySample[]): Record<string, number> {
  const least = (of: keyof MemorySample) => Math.min(...samples.map((sample) => sample[of]));
  const inMegabytes = (bytes: number) => Math.round((bytes / megabyte) * 10) / 10;
  return {
    'resident MB': inMegabytes(median(samples.map(({ rss }) => rss))),
    'heap used MB': inMegabytes(least('heapUsed')),
    'heap MB': inMegabytes(median(samples.map(({ heapTotal }) => heapTotal))),
    'external MB': inMegabytes(least('external')),
    'array buffers MB': inMegabytes(least('arrayBuffers')),
    handles: least('handles'),
  };
}

const statuses = new Map<number, number>();
const database = await serverUrl();
await runVerb(database.url, ['migrate']);
const { id: accountId = '' } = await runVerb(database.url, [
  'account',
  'create',
  '--name',
  'Soak',
  '--sso-issuer',
  'https://soak.okta.example',
]);
const { token = '' } = await runVerb(database.url, [
  'token',
  'create',
  '--account',
  accountId,
  '--name',
  'soak',
]);
let samples: MemorySample[] = [];
const target = await startRollcall(database.url, databaseConnections, {}, (sample) => samples.push(sample));
const rows: Record<string, number>[] = [];
const left: Left = { users: [], groups: [] };
const until = performance.now() + minutes * 60_000;
const players = Array.from({ length: connections }, () => play(target.baseUrl, token, left, until));
for (let minute = 1; minute <= minutes; minute++) {
  await pause(60_000);
  const requests = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const row = { minute, requests, ...rowOf(samples) };
  samples = [];
  rows.push(row);
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
await Promise.all(players);
agent.destroy();
await target.stop();
await database.stop();
const settled = rows.slice(Math.floor(rows.length / 4)).map((row) => row['resident MB'] ?? Number.NaN);
const spread = Math.max(...settled) - Math.min(...settled);
process.stdout.write(
  `Answers by status: ${JSON.stringify(Object.fromEntries(statuses))}\nResident memory in the last three quarters: within ${spread.toFixed(1)} MB\n`,
);
if (!(spread <= spreadMegabytesMax) || statuses.has(500) || statuses.has(0)) process.exitCode = 1;
