// What it costs requests that something is switched on: two services in turns, one with it and one without.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { accountId } from '../../src/domain/shared/identifiers.ts';
import type { BenchDatabase, BenchServer } from './bench-database.ts';
import { type Extent, verbs } from './contest.ts';
import { send } from './load.ts';
import { median, quartilesOf } from './measurement.ts';
import { newAgents, type SeededAgent, seedAccount } from './seed.ts';
import { runVerb, startRollcall, type Target } from './targets.ts';

type Settings = Readonly<Record<string, string>>;

/** What is switched on in one service and not in the other. */
interface Switch {
  readonly name: string;
  readonly on: Settings;
  readonly off?: Settings;
}

/** Requests of a service with it beside the same of one without. */
export interface SwitchCost {
  readonly database: BenchServer['name'];
  readonly name: string;
  readonly verb: string;
  readonly connections: number;
  readonly off: Cost;
  readonly on: Cost;
  /** Of the rounds' own ratios, operations a second with it to those without: the quartiles, the median between. */
  readonly ratios: readonly [lower: number, median: number, upper: number];
}

interface Cost {
  readonly operationsPerSecond: number;
  /** Of the service's process for each operation, all threads and the kernel included. */
  readonly cpuMilliseconds: number;
}

const medianOf = (costs: readonly Cost[]): Cost => ({
  operationsPerSecond: median(costs.map((cost) => cost.operationsPerSecond)),
  cpuMilliseconds: median(costs.map((cost) => cost.cpuMilliseconds)),
});

interface Service {
  readonly target: Target;
  readonly token: string;
  readonly agents: readonly SeededAgent[];
}

const agentsCount = 1_000;
const measured = ['create', 'read by id'] as const;

export const measureRequestLog = (server: BenchServer, extent: Extent): Promise<readonly SwitchCost[]> =>
  measureSwitch(server, extent, {
    ...{
      name: 'request log',
      on: { ROLLCALL_REQUEST_LOG_DAYS: '30' },
      off: { ROLLCALL_REQUEST_LOG_DAYS: '0' },
    },
  });

/** Nobody scrapes meanwhile; spans are sent, and taken by this process. */
export async function measureMeasuring(server: BenchServer, extent: Extent): Promise<readonly SwitchCost[]> {
  const collector = await startCollector();
  const traced = (percent: number): Switch => ({
    name: `traces, ${percent} %`,
    on: { ROLLCALL_TRACES_URL: collector.url, ROLLCALL_TRACES_PERCENT: String(percent) },
  });
  const switches: readonly Switch[] = [
    // Two that are the same show by how much the machine itself differs.
    { name: 'nothing', on: {} },
    { name: 'metrics', on: { ROLLCALL_METRICS_LISTEN: '127.0.0.1:0' } },
    ...[0, 10, 100].map(traced),
  ];
  try {
    const costs: SwitchCost[] = [];
    for (const one of switches) costs.push(...(await measureSwitch(server, extent, one)));
    if (collector.bytes() === 0) throw new Error('No spans came, so that it is not known what they cost.');
    return costs;
  } finally {
    collector.close();
  }
}

/** Takes what an exporter of spans sends, and keeps nothing of it. */
async function startCollector() {
  let bytes = 0;
  const server = createServer((request, response) => {
    request.on('data', (part: Buffer) => {
      bytes += part.length;
    });
    request.on('end', () => response.setHeader('Content-Type', 'application/json').end('{}'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    bytes: () => bytes,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Each service has a database of its own: an embedded one is served by one process. */
async function measureSwitch(
  server: BenchServer,
  { amount, rounds, connections, databaseConnections }: Extent,
  { name, on, off = {} }: Switch,
): Promise<readonly SwitchCost[]> {
  const services = {
    on: await startOn(server.rollcall, databaseConnections, name, on),
    off: await startOn(server.bare, databaseConnections, name, off),
  };
  try {
    const costs: SwitchCost[] = [];
    for (const verb of measured) {
      for (const asking of connections) {
        const loads = asking === 1 ? amount / 4 : amount;
        const costOf = async ({ target, token, agents }: Service): Promise<Cost> => {
          const cpuBefore = target.cpuMilliseconds();
          const { operationsPerSecond } = await send({
            baseUrl: target.baseUrl,
            ...{ token, amount: loads, connections: asking, expectedStatus: verbs[verb].status },
            request: (index) => verbs[verb].request(agents[(index * 7919) % agents.length] as SeededAgent),
          });
          return {
            operationsPerSecond,
            cpuMilliseconds: (target.cpuMilliseconds() - cpuBefore) / loads,
          };
        };
        for (const service of [services.on, services.off]) await costOf(service);
        const pairs: [on: Cost, off: Cost][] = [];
        for (let round = 0; round < rounds; round++) {
          // Whoever comes second meets a machine that the first has warmed, so that they take turns in that as well.
          const offFirst = round % 2 === 1 ? await costOf(services.off) : undefined;
          const withIt = await costOf(services.on);
          pairs.push([withIt, offFirst ?? (await costOf(services.off))]);
        }
        costs.push({
          ...{ database: server.name, name, verb, connections: asking },
          on: medianOf(pairs.map(([withIt]) => withIt)),
          off: medianOf(pairs.map(([, without]) => without)),
          ratios: quartilesOf(
            pairs.map(([withIt, without]) => withIt.operationsPerSecond / without.operationsPerSecond),
          ),
        });
      }
    }
    return costs;
  } finally {
    await Promise.all(Object.values(services).map(({ target }) => target.stop()));
  }
}

async function startOn(
  database: BenchDatabase,
  databaseConnections: number,
  name: string,
  settings: Settings,
): Promise<Service> {
  const { url } = database;
  await runVerb(url, ['migrate']);
  const opening = ['account', 'create', '--name', `With ${name}`];
  const { id = '' } = await runVerb(url, [...opening, '--sso-issuer', 'https://bench.okta.example']);
  const { token = '' } = await runVerb(url, ['token', 'create', '--account', id, '--name', 'bench']);
  const target = await startRollcall(url, databaseConnections, settings);
  const agents = newAgents(agentsCount);
  await seedAccount(database, { target, token, id: accountId(id) }, agents);
  return { target, token, agents };
}
