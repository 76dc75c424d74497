// `npm run bench`: what Rollcall does a second over HTTP, beside two limits measured in the same run, in turns, so
// that a noisy machine slows all alike: the database alone, and a bare server that runs the same SQL by hand. Then how
// long each kind of query takes at several sizes of an account.
//
// BENCH_DATABASE_URL names an empty MySQL database; otherwise Testcontainers starts one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import mysql from 'mysql2/promise';
import { benchDatabase } from './bench-database.ts';
import { measureDatabase } from './database-loop.ts';
import { type Load, type Request, send } from './load.ts';
import { type Measurement, median } from './measurement.ts';
import { create, lookUp, patch, readById, replace } from './okta-requests.ts';
import { measureSizes } from './queries.ts';
import { type Report, tableOf, type VerbResult } from './report.ts';
import { measureRules } from './rules.ts';
import { type SeededAgent, seedAgents } from './seed.ts';
import { runVerb, startCeiling, startRollcall, type Target } from './targets.ts';

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    agents: { type: 'string', default: '1000,100000' },
    operations: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '16' },
    crowds: { type: 'string', default: '1000,10000,100000,1000000' },
    rules: { type: 'boolean', default: true },
  },
});
const sizes = numbersIn(options.agents);
const crowds = numbersIn(options.crowds);
const amount = Number(options.operations);
const rounds = Number(options.rounds);
const connections = Number(options.connections);
const databaseConnections = 10;

/** `0` or nothing: none. */
function numbersIn(list: string): readonly number[] {
  return list.split(',').map(Number).filter(Boolean);
}

interface Contender {
  readonly target: Target;
  readonly token: string;
  readonly agents: readonly SeededAgent[];
}

/** Counts up over the whole run, so that no two requests ask for the same change. */
let revision = 0;

const verbs: Readonly<Record<string, { status: 200 | 201; request: (agent: SeededAgent) => Request }>> = {
  create: { status: 201, request: () => create(`bench-${revision++}@example.com`) },
  'read by id': { status: 200, request: ({ id }) => readById(id) },
  'userName eq': { status: 200, request: ({ userName }) => lookUp(userName) },
  PUT: { status: 200, request: ({ id, userName }) => replace(id, userName, revision++) },
  PATCH: { status: 200, request: ({ id }) => patch(id, revision++) },
};

function loadOf({ target, token, agents }: Contender, verb: string, operations: number): Load {
  const { status, request } = verbs[verb] ?? { status: 200, request: () => readById('') };
  return {
    baseUrl: target.baseUrl,
    token,
    amount: operations,
    connections,
    expectedStatus: status,
    // A stride that shares no factor with the sizes visits agents all over the table.
    request: (index) => request(agents[(index * 7919) % agents.length] as SeededAgent),
  };
}

const medianOf = (measurements: readonly Measurement[]): Measurement => ({
  operationsPerSecond: median(measurements.map((each) => each.operationsPerSecond)),
  p50Milliseconds: median(measurements.map((each) => each.p50Milliseconds)),
  p99Milliseconds: median(measurements.map((each) => each.p99Milliseconds)),
});

async function compare(
  verb: string,
  agents: number,
  ours: Contender,
  ceiling: Contender,
): Promise<VerbResult> {
  await send(loadOf(ours, verb, amount / 5));
  await send(loadOf(ceiling, verb, amount / 5));
  const measured: { rollcall: Measurement; ceiling: Measurement }[] = [];
  for (let round = 0; round < rounds; round++) {
    measured.push({
      rollcall: await send(loadOf(ours, verb, amount)),
      ceiling: await send(loadOf(ceiling, verb, amount)),
    });
  }
  return {
    agents,
    verb,
    rollcall: medianOf(measured.map((each) => each.rollcall)),
    ceiling: medianOf(measured.map((each) => each.ceiling)),
    ofCeiling: median(
      measured.map((each) => each.rollcall.operationsPerSecond / each.ceiling.operationsPerSecond),
    ),
  };
}

async function contend(url: string, agents: number): Promise<{ results: VerbResult[]; memory: number }> {
  const { id: accountId = '' } = await runVerb(url, [
    'account',
    'create',
    '--name',
    `Bench ${agents}`,
    '--sso-issuer',
    'https://bench.okta.example',
  ]);
  const { id: ceilingId = '' } = await runVerb(url, ['account', 'create', '--name', `Ceiling ${agents}`]);
  const { token = '' } = await runVerb(url, ['token', 'create', '--account', accountId, '--name', 'bench']);
  const ours = await startRollcall(url, databaseConnections);
  const bare = await startCeiling(url, databaseConnections, ceilingId);
  try {
    const rollcall = { target: ours, token, agents: await seedAgents(url, accountId, agents) };
    const ceiling = { target: bare, token, agents: await seedAgents(url, ceilingId, agents) };
    const database = await measureDatabase(
      url,
      ceilingId,
      ceiling.agents.map(({ id }) => id),
      amount,
      databaseConnections,
    );
    const results: VerbResult[] = [];
    for (const verb of Object.keys(verbs)) {
      const result = await compare(verb, agents, rollcall, ceiling);
      const limit = { create: database.create, 'read by id': database.read }[verb];
      results.push(limit === undefined ? result : { ...result, database: limit });
      process.stderr.write(
        `${agents} agents, ${verb}: ${(result.ofCeiling * 100).toFixed(0)} % of the ceiling\n`,
      );
    }
    return { results, memory: ours.peakMemoryMegabytes() };
  } finally {
    await Promise.all([ours.stop(), bare.stop()]);
  }
}

async function durabilityOf(url: string): Promise<Record<string, string>> {
  const connection = await mysql.createConnection(url);
  const [rows] = await connection.query(
    "SHOW VARIABLES WHERE Variable_name IN ('version', 'innodb_flush_log_at_trx_commit', 'sync_binlog', 'log_bin', 'innodb_buffer_pool_size')",
  );
  await connection.end();
  return Object.fromEntries(
    (rows as { Variable_name: string; Value: string }[]).map((row) => [row.Variable_name, row.Value]),
  );
}

function growthOf(results: readonly VerbResult[]): Record<string, number> {
  const [fewest, most] = [Math.min(...sizes), Math.max(...sizes)];
  const speed = (verb: string, agents: number) =>
    results.find((each) => each.verb === verb && each.agents === agents)?.rollcall.operationsPerSecond ??
    Number.NaN;
  return Object.fromEntries(
    Object.keys(verbs).map((verb) => [verb, speed(verb, fewest) / speed(verb, most)]),
  );
}

const database = await benchDatabase();
try {
  const results: VerbResult[] = [];
  let peakMemoryMegabytes = 0;
  for (const agents of sizes) {
    const contention = await contend(database.url, agents);
    results.push(...contention.results);
    peakMemoryMegabytes = Math.max(peakMemoryMegabytes, contention.memory);
  }
  const report: Report = {
    measured: `${rounds} rounds of ${amount} requests over ${connections} connections, ${databaseConnections} database connections a pool, medians`,
    durability: await durabilityOf(database.url),
    connections,
    results,
    growth: growthOf(results),
    rules: options.rules
      ? await measureRules(database.url, { amount, rounds, connections }, databaseConnections)
      : undefined,
    peakMemoryMegabytes,
    sizes: crowds.length > 0 ? await measureSizes(database.url, crowds, databaseConnections) : undefined,
  };
  mkdirSync('bench-results', { recursive: true });
  writeFileSync('bench-results/latest.json', `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${tableOf(report)}\nAs JSON: bench-results/latest.json\n`);
} finally {
  await database.stop();
}
