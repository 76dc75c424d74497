// `npm run soak`: half an hour of mixed load from ten accounts at a bounded rate, and what the service holds meanwhile, by the minute:
// memory, descriptors, connections, statements that its server keeps prepared. Then the load takes away all that it made, and every
// row that is left has to be explained. It ends with an error where something grew, or a request was not answered.
//
// BENCH_DATABASE_URL names an empty database, `sqlite:…` included; otherwise Testcontainers starts MySQL.
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { BenchDatabase } from './bench-database.ts';
import { databaseAt, serverUrl } from './bench-mysql.ts';
import { databaseIn } from './bench-sqlite.ts';
import { median } from './measurement.ts';
import type { MemorySample } from './memory-probe.ts';
import { growths, type SoakMinute } from './soak-growth.ts';
import { SoakLoad } from './soak-load.ts';
import { countRows, type RowCounts, unexplainedRows } from './soak-rows.ts';
import { measureVerb, runVerb, startRollcall } from './targets.ts';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    accounts: { type: 'string', default: '10' },
    connections: { type: 'string', default: '20' },
    /** Requests a second, of all connections. */
    rate: { type: 'string', default: '100' },
  },
});
const minutes = Number(options.minutes);
const accounts = Number(options.accounts);
const databaseConnections = 10;
/** Of those that read and of those that write, with three that the server watches. */
const databaseConnectionsMax = 2 * databaseConnections + 3;
const megabyte = 1024 ** 2;

/** Of the samples of a minute: the middle of what is resident, and the least of what garbage adds to. */
function heldBy(samples: readonly MemorySample[]) {
  const least = (of: keyof MemorySample) => Math.min(...samples.map((sample) => sample[of]));
  const inMegabytes = (bytes: number) => Math.round((bytes / megabyte) * 10) / 10;
  return {
    'resident MB': inMegabytes(median(samples.map(({ rss }) => rss))),
    'heap used MB': inMegabytes(least('heapUsed')),
    'heap MB': inMegabytes(median(samples.map(({ heapTotal }) => heapTotal))),
    'external MB': inMegabytes(least('external')),
    'array buffers MB': inMegabytes(least('arrayBuffers')),
    handles: least('handles'),
    descriptors: least('descriptors'),
  };
}

/** What MySQL holds for those who use the database. */
async function heldByServer({ url, rows }: BenchDatabase) {
  if (url.startsWith('sqlite:')) return {};
  const threads =
    "performance_schema.threads AS t WHERE t.PROCESSLIST_DB = DATABASE() AND t.TYPE = 'FOREGROUND' AND t.PROCESSLIST_ID <> CONNECTION_ID()";
  const [held] = await rows(
    `SELECT (SELECT COUNT(*) FROM ${threads}) AS connections, (SELECT COUNT(*) FROM performance_schema.prepared_statements_instances WHERE OWNER_THREAD_ID IN (SELECT t.THREAD_ID FROM ${threads})) AS prepared`,
  );
  return { connections: Number(held?.connections), 'prepared statements': Number(held?.prepared) };
}

function tableOf(begin: RowCounts, end: RowCounts): string {
  const lines = [...end].map(([table, count]) => `| ${table} | ${begin.get(table) ?? 0} | ${count} |`);
  return ['| Table | Rows at the beginning | Rows at the end |', '| --- | ---: | ---: |', ...lines, ''].join(
    '\n',
  );
}

const { url, stop } = await serverUrl();
const database = url.startsWith('sqlite:') ? databaseIn(url.slice('sqlite:'.length)) : databaseAt(url);
await runVerb(url, ['migrate']);
const load = new SoakLoad(accounts, Number(options.connections), Number(options.rate));
await load.openAccounts(url);
let samples: MemorySample[] = [];
// Without it nothing is sealed on a server.
const settings = { ROLLCALL_SECRET_KEY: 's'.repeat(32) };
const target = await startRollcall(url, databaseConnections, settings, (sample) => samples.push(sample));
const rowsAtBegin = await countRows(database);
const rows: SoakMinute[] = [];
const begun = performance.now();
const playing = load.play(target.baseUrl, begun + minutes * 60_000);
for (let minute = 1; minute <= minutes; minute++) {
  await pause(60_000);
  const row = {
    minute,
    requests: load.requests,
    ...heldBy(samples),
    ...(await heldByServer(database)),
  };
  samples = [];
  rows.push(row);
  process.stdout.write(`${JSON.stringify(row)}\n`);
}
await playing;
const wrong: string[] = [];
await load.takeAllAway(target.baseUrl).catch((error: Error) => wrong.push(error.message));
await target.stop();
const elapsedMinutes = (performance.now() - begun) / 60_000;
const rowsAtEnd = await countRows(database);
const soaked = {
  accounts,
  requests: load.requests,
  keyed: load.keyed,
  minutes: elapsedMinutes,
  entries: rowsAtEnd.get('journal') ?? 0,
};
wrong.push(...growths(rows), ...(await unexplainedRows(database, rowsAtEnd, soaked)));
for (const status of [0, 500])
  if (load.statuses.has(status)) wrong.push(`${load.statuses.get(status)} requests were answered ${status}`);
for (const { minute, connections = 0, 'prepared statements': prepared } of rows) {
  if (connections > databaseConnectionsMax) wrong.push(`${connections} connections in minute ${minute}`);
  if (prepared === 0)
    wrong.push(`no prepared statement was seen in minute ${minute}, so that none can be counted`);
}
const { seconds } = await measureVerb(url, ['audit', 'verify'], settings).catch((error: Error) => {
  wrong.push(error.message);
  return { seconds: Number.NaN };
});
await stop();
const statuses = Object.fromEntries(load.statuses);
mkdirSync('bench-results', { recursive: true });
const kept = {
  options,
  statuses,
  minutes: rows,
  rowsAtBegin: [...rowsAtBegin],
  rowsAtEnd: [...rowsAtEnd],
  wrong,
};
writeFileSync('bench-results/soak.json', `${JSON.stringify(kept, null, 2)}\n`);
process.stdout.write(
  [
    ...[`Answers by status: ${JSON.stringify(statuses)}`, tableOf(rowsAtBegin, rowsAtEnd)],
    `The audit log was verified in ${seconds.toFixed(1)} s. As JSON: bench-results/soak.json`,
    ...wrong.map((line) => `WRONG: ${line}`),
    wrong.length === 0 ? 'Nothing grew that the load does not explain.' : `${wrong.length} things are wrong.`,
    '',
  ].join('\n'),
);
if (wrong.length > 0) process.exitCode = 1;
