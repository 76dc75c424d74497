// `npm run bench`: what Rollcall does a second over HTTP and what that costs, beside two bare servers in the same run, in
// turns, so that a noisy machine slows all alike. Then how long each kind of query takes at several sizes of an account.
//
// BENCH_DATABASE_URL names an empty MySQL database, on whose server nothing else runs, for its commands are counted;
// otherwise Testcontainers starts one. `--keep` has later runs compared with this one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureAgentSearches } from './agent-searches.ts';
import { measureAuditSearches } from './audit-searches.ts';
import type { BenchServer } from './bench-database.ts';
import { startMysql } from './bench-mysql.ts';
import { makeSqliteFiles } from './bench-sqlite.ts';
import { contend, type Extent, type Result } from './contest.ts';
import { type ImportResult, measureImports } from './imports.ts';
import { keepResults, readLastRelease } from './last-release.ts';
import { measureLoggedRequests } from './logged-requests.ts';
import { measureSizes } from './queries.ts';
import { type Report, type SearchReport, tableOf } from './report.ts';
import { measureRules } from './rules.ts';
import { type Crowd, openCrowds } from './seed-crowd.ts';
import { measureMeasuring, measureRequestLog, type SwitchCost } from './switches.ts';

const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    databases: { type: 'string', default: 'mysql,sqlite' },
    agents: { type: 'string', default: '1000,100000' },
    operations: { type: 'string', default: '3000' },
    rounds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '1,16,64' },
    crowds: { type: 'string', default: '1000,10000,100000,1000000' },
    queries: { type: 'boolean', default: true },
    logs: { type: 'string', default: '1000,10000,100000,1000000' },
    entries: { type: 'string', default: '1000,10000,100000,1000000' },
    imports: { type: 'string', default: '100000' },
    rules: { type: 'boolean', default: true },
    'request-log': { type: 'boolean', default: true },
    measuring: { type: 'boolean', default: true },
    keep: { type: 'boolean', default: false },
  },
});
const sizes = numbersIn(options.agents);
const crowds = numbersIn(options.crowds);
const logs = numbersIn(options.logs);
const entries = numbersIn(options.entries);
const extent: Extent = {
  amount: Number(options.operations),
  rounds: Number(options.rounds),
  connections: numbersIn(options.connections),
  databaseConnections: 10,
};

/** `0` or nothing: none. */
function numbersIn(list: string): readonly number[] {
  return list.split(',').map(Number).filter(Boolean);
}

const starters: Readonly<Record<string, () => Promise<BenchServer>>> = {
  mysql: startMysql,
  sqlite: async () => makeSqliteFiles(),
};

const durability: Record<string, Readonly<Record<string, string>>> = {};
const results: Result[] = [];
const imports: ImportResult[] = [];
const switches: SwitchCost[] = [];
const searches: SearchReport[] = [];
let peakMemoryMegabytes = 0;
let onMysqlAlone: Pick<Report, 'rules' | 'sizes' | 'loggedRequests'> = {};

async function measure(server: BenchServer): Promise<void> {
  durability[server.name] = await server.durability();
  // Before the bare servers have tables beside which Rollcall would make none.
  if (options['request-log']) switches.push(...(await measureRequestLog(server, extent)));
  if (options.measuring) switches.push(...(await measureMeasuring(server, extent)));
  for (const agents of sizes) {
    const contest = await contend(server, agents, extent);
    results.push(...contest.results);
    peakMemoryMegabytes = Math.max(peakMemoryMegabytes, contest.memory);
  }
  for (const agents of numbersIn(options.imports)) imports.push(...(await measureImports(server, agents)));
  const { amount, rounds, databaseConnections } = extent;
  const { rollcall } = server;
  const rules =
    options.rules && server.name === 'mysql'
      ? await measureRules(rollcall, { amount, rounds, connections: 16 }, databaseConnections)
      : undefined;
  const accounts = await openCrowds(server, crowds);
  if (server.name === 'mysql') onMysqlAlone = { rules, ...(await measureOnMysql(rollcall.url, accounts)) };
  searches.push({
    database: server.name,
    agents:
      accounts.length > 0 ? await measureAgentSearches(rollcall.url, accounts, databaseConnections) : [],
    entries: entries.length > 0 ? await measureAuditSearches(rollcall, entries) : [],
  });
}

async function measureOnMysql(
  url: string,
  accounts: readonly Crowd[],
): Promise<Pick<Report, 'sizes' | 'loggedRequests'>> {
  return {
    sizes:
      options.queries && accounts.length > 0
        ? await measureSizes(url, accounts, extent.databaseConnections)
        : undefined,
    loggedRequests:
      options['request-log'] && logs.length > 0 ? await measureLoggedRequests(url, logs) : undefined,
  };
}

for (const name of options.databases.split(',')) {
  const start = starters[name];
  if (start === undefined) throw new Error(`There is no bench on ${name}: mysql, sqlite.`);
  const server = await start();
  try {
    await measure(server);
  } finally {
    await server.stop();
  }
}

const measured = `${extent.rounds} rounds of ${extent.amount} requests (over one connection a quarter), ${extent.databaseConnections} database connections a pool, medians, Node.js ${process.version}`;
const report: Report = {
  measured,
  durability,
  results,
  peakMemoryMegabytes,
  imports,
  switches,
  searches,
  ...onMysqlAlone,
};
mkdirSync('bench-results', { recursive: true });
writeFileSync('bench-results/latest.json', `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`${tableOf(report, readLastRelease())}\nAs JSON: bench-results/latest.json\n`);
if (options.keep) keepResults(results, measured);
