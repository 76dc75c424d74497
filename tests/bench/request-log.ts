// What the request log costs requests, and how long its questions take at several sizes of it.
import { accountId } from '../../src/domain/shared/identifiers.ts';
import type { BenchDatabase, BenchServer } from './bench-database.ts';
import { type Extent, verbs } from './contest.ts';
import { send } from './load.ts';
import { median, quartilesOf } from './measurement.ts';
import { newAgents, type SeededAgent, seedAccount } from './seed.ts';
import { runVerb, startRollcall, type Target } from './targets.ts';

/** Requests of a service that writes them down beside the same of one that does not. */
export interface RequestLogCost {
  readonly database: BenchServer['name'];
  readonly verb: string;
  readonly connections: number;
  readonly without: Cost;
  readonly withLog: Cost;
  /** Of the rounds' own ratios, operations a second with the log to those without: the quartiles, the median between. */
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

/** Each service has a database of its own: an embedded one is served by one process. */
export async function measureRequestLog(
  server: BenchServer,
  { amount, rounds, connections, databaseConnections }: Extent,
): Promise<readonly RequestLogCost[]> {
  const withLog = await startOn(server.rollcall, databaseConnections, '30');
  const without = await startOn(server.bare, databaseConnections, '0');
  try {
    const costs: RequestLogCost[] = [];
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
        for (const service of [withLog, without]) await costOf(service);
        const pairs: [logged: Cost, silent: Cost][] = [];
        for (let round = 0; round < rounds; round++) {
          // Whoever comes second meets a machine that the first has warmed, so that they take turns in that as well.
          const silentFirst = round % 2 === 1 ? await costOf(without) : undefined;
          const logged = await costOf(withLog);
          pairs.push([logged, silentFirst ?? (await costOf(without))]);
        }
        costs.push({
          ...{ database: server.name, verb, connections: asking },
          withLog: medianOf(pairs.map(([logged]) => logged)),
          without: medianOf(pairs.map(([, silent]) => silent)),
          ratios: quartilesOf(
            pairs.map(([logged, silent]) => logged.operationsPerSecond / silent.operationsPerSecond),
          ),
        });
      }
    }
    return costs;
  } finally {
    await Promise.all([withLog, without].map(({ target }) => target.stop()));
  }
}

async function startOn(database: BenchDatabase, databaseConnections: number, days: string): Promise<Service> {
  const { url } = database;
  await runVerb(url, ['migrate']);
  const opening = [
    'account',
    'create',
    '--name',
    'Request log',
    '--sso-issuer',
    'https://bench.okta.example',
  ];
  const { id = '' } = await runVerb(url, opening);
  const { token = '' } = await runVerb(url, ['token', 'create', '--account', id, '--name', 'bench']);
  const target = await startRollcall(url, databaseConnections, { ROLLCALL_REQUEST_LOG_DAYS: days });
  const agents = newAgents(agentsCount);
  await seedAccount(database, { target, token, id: accountId(id) }, agents);
  return { target, token, agents };
}
