// Rollcall and the bare servers under the same requests, in turns, so that a noisy machine slows all alike.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { proxyTo } from '../support/tcp-proxy.ts';
import type { BenchServer } from './bench-database.ts';
import { type Request, send } from './load.ts';
import { type Measurement, median } from './measurement.ts';
import { create, lookUp, patch, readById, replace } from './okta-requests.ts';
import { newAgents, type SeededAgent, seedAccount, seedBare } from './seed.ts';
import { runVerb, startBare, startRollcall, type Target } from './targets.ts';

/** The medians of the rounds, and what an operation cost in all of them. */
export interface Cost extends Measurement {
  readonly cpuMilliseconds: number;
  /** Messages to the database, each of which is waited for; absent where it is in the process itself. */
  readonly roundTrips?: number;
}

export const contenders = ['rollcall', 'bare', 'gathered'] as const;
type Contender = (typeof contenders)[number];

/** One verb at one number of connections. */
export interface Result extends Readonly<Record<Contender, Cost>> {
  readonly database: BenchServer['name'];
  readonly agents: number;
  readonly connections: number;
  readonly verb: Verb;
  /** Median of the rounds' own ratios: operations a second of Rollcall to those of the bare server. */
  readonly speedToBare: number;
}

export interface Extent {
  /** Of requests in a round. */
  readonly amount: number;
  readonly rounds: number;
  readonly connections: readonly number[];
  readonly databaseConnections: number;
}

/** Code is compiled while it runs: the first requests are no measure. */
const warmingRequests = 10_000;
/** Work that is left of what was asked before, as of the audit log, belongs to no verb behind it. */
const restMilliseconds = 500;
const restsMax = 120;
const idleShare = 0.05;
/** Of a round in which messages to the database are counted. */
const countedRequestsMax = 1_000;

/** Counts up over the whole run, so that no two requests ask for the same change. */
let revision = 0;

export const verbs = {
  create: { status: 201, request: () => create(`bench-${revision++}@example.com`) },
  'read by id': { status: 200, request: ({ id }) => readById(id) },
  'userName eq': { status: 200, request: ({ userName }) => lookUp(userName) },
  PUT: { status: 200, request: ({ id, userName }) => replace(id, userName, revision++) },
  PATCH: { status: 200, request: ({ id }) => patch(id, revision++) },
} satisfies Record<string, { status: 200 | 201; request: (agent: SeededAgent) => Request }>;

export type Verb = keyof typeof verbs;

/** @returns the results, and the most megabytes that Rollcall took. */
export async function contend(
  server: BenchServer,
  agentsCount: number,
  extent: Extent,
): Promise<{ readonly results: readonly Result[]; readonly memory: number }> {
  const { url } = server.rollcall;
  await runVerb(url, ['migrate']);
  const opening = ['account', 'create', '--name', `Bench ${agentsCount}`];
  const { id = '' } = await runVerb(url, [...opening, '--sso-issuer', 'https://bench.okta.example']);
  const { token = '' } = await runVerb(url, ['token', 'create', '--account', id, '--name', 'bench']);
  const bareToken = randomBytes(32).toString('base64url');
  const tokens = { rollcall: token, bare: bareToken, gathered: bareToken };
  const agents = newAgents(agentsCount);
  await seedBare(server, agents);
  const start = async (urls: Urls): Promise<Targets> => ({
    rollcall: await startRollcall(urls.rollcall, extent.databaseConnections),
    bare: await startBare('bare', urls.bare, extent.databaseConnections, bareToken),
    gathered: await startBare('gathered', urls.gathered, extent.databaseConnections, bareToken),
  });
  const loadOf =
    (targets: Targets, verb: Verb): Loading =>
    (contender, connections, amount) =>
      send({
        baseUrl: targets[contender].baseUrl,
        token: tokens[contender],
        ...{ amount, connections, expectedStatus: verbs[verb].status },
        // A stride that shares no factor with the sizes visits agents all over the table.
        request: (index) => verbs[verb].request(agents[(index * 7919) % agents.length] as SeededAgent),
      });
  const urls = { rollcall: url, bare: server.bare.url, gathered: server.bare.url };
  const targets = await start(urls);
  const results: Result[] = [];
  let memory = 0;
  try {
    await seedAccount(server.rollcall, { target: targets.rollcall, token, id }, agents);
    for (const verb of Object.keys(verbs) as Verb[]) {
      const load = loadOf(targets, verb);
      for (const contender of contenders) await load(contender, 16, warmingRequests);
      for (const contender of contenders) await rest(targets[contender]);
      for (const connections of extent.connections) {
        // One after the other takes so much longer.
        const amount = connections === 1 ? extent.amount / 4 : extent.amount;
        const costs = await inTurns(targets, extent.rounds, amount, (contender) =>
          load(contender, connections, amount),
        );
        results.push({ database: server.name, agents: agentsCount, connections, verb, ...costs });
        const speed = `${costs.speedToBare.toFixed(2)} × bare`;
        process.stderr.write(
          `${server.name}, ${agentsCount} agents, ${connections} connections, ${verb}: ${speed}\n`,
        );
      }
    }
    memory = targets.rollcall.peakMemoryMegabytes();
  } finally {
    await stopAll(targets);
  }
  return server.name === 'mysql'
    ? { results: await withRoundTrips(results, urls, start, loadOf, extent.amount), memory }
    : { results, memory };
}

/**
 * Counts the messages by a proxy, which takes time of its own: one message may have several statements, and servers count those alone.
 *
 * @param start - starts the servers on databases at these addresses.
 */
async function withRoundTrips(
  results: readonly Result[],
  urls: Urls,
  start: (urls: Urls) => Promise<Targets>,
  loadOf: (targets: Targets, verb: Verb) => Loading,
  amountMax: number,
): Promise<readonly Result[]> {
  const proxies = {
    rollcall: await proxyTo(urls.rollcall),
    bare: await proxyTo(urls.bare),
    gathered: await proxyTo(urls.gathered),
  };
  const { rollcall, bare, gathered } = proxies;
  const targets = await start({ rollcall: rollcall.url, bare: bare.url, gathered: gathered.url });
  const amount = Math.min(countedRequestsMax, amountMax);
  const counted: Result[] = [];
  try {
    for (const result of results) {
      const load = loadOf(targets, result.verb);
      const withTrips = async (contender: Contender): Promise<Cost> => {
        await load(contender, result.connections, amount / 4);
        const before = proxies[contender].sent();
        await load(contender, result.connections, amount);
        return { ...result[contender], roundTrips: (proxies[contender].sent() - before) / amount };
      };
      counted.push({
        ...result,
        rollcall: await withTrips('rollcall'),
        bare: await withTrips('bare'),
        gathered: await withTrips('gathered'),
      });
    }
    return counted;
  } finally {
    await stopAll(targets);
    await Promise.all(Object.values(proxies).map((proxy) => proxy.close()));
  }
}

/** Waits, a minute at most, until a server does next to nothing. */
async function rest(target: Target): Promise<void> {
  for (let rests = 0; rests < restsMax; rests++) {
    const before = target.cpuMilliseconds();
    await pause(restMilliseconds);
    if (target.cpuMilliseconds() - before < idleShare * restMilliseconds) return;
  }
}

type Urls = Readonly<Record<Contender, string>>;
type Targets = Readonly<Record<Contender, Target>>;
type Loading = (contender: Contender, connections: number, amount: number) => Promise<Measurement>;

const stopAll = (targets: Targets) => Promise.all(Object.values(targets).map((target) => target.stop()));

async function inTurns(
  targets: Targets,
  rounds: number,
  amount: number,
  load: (contender: Contender) => Promise<Measurement>,
): Promise<Readonly<Record<Contender, Cost>> & { readonly speedToBare: number }> {
  const measured: Record<Contender, Cost[]> = { rollcall: [], bare: [], gathered: [] };
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      const cpuBefore = targets[contender].cpuMilliseconds();
      const measurement = await load(contender);
      measured[contender].push({
        ...measurement,
        cpuMilliseconds: (targets[contender].cpuMilliseconds() - cpuBefore) / amount,
      });
    }
  }
  const { rollcall, bare, gathered } = measured;
  return {
    rollcall: costOf(rollcall),
    bare: costOf(bare),
    gathered: costOf(gathered),
    speedToBare: median(
      rollcall.map((cost, round) => cost.operationsPerSecond / (bare[round]?.operationsPerSecond ?? 0)),
    ),
  };
}

const costOf = (rounds: readonly Cost[]): Cost => {
  const over = (figure: (cost: Cost) => number) => median(rounds.map(figure));
  return {
    operationsPerSecond: over((cost) => cost.operationsPerSecond),
    p50Milliseconds: over((cost) => cost.p50Milliseconds),
    p99Milliseconds: over((cost) => cost.p99Milliseconds),
    // The clock of processes is coarse for one round.
    cpuMilliseconds: rounds.reduce((sum, cost) => sum + cost.cpuMilliseconds, 0) / rounds.length,
  };
};
