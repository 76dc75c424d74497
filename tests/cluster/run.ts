// `npm run test:cluster`: a group of three servers of MySQL in containers and a cluster of two of MariaDB, each written by two
// processes while its servers are taken away. It ends with an error where a write that was acknowledged is lost, or anything is
// done twice, by halves or out of order.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Failover, failOver, loseMajority } from './failovers.ts';
import { findings } from './findings.ts';
import { playGalera } from './galera-play.ts';
import { Group } from './group.ts';
import { keepFigures } from './kept-figures.ts';
import { Load } from './load.ts';
import { secondaryFindings } from './secondary.ts';

const { values: options, positionals } = parseArgs({
  allowNegative: true,
  // The files of the suites, where not all are wanted.
  allowPositionals: true,
  options: {
    kills: { type: 'string', default: '20' },
    partitions: { type: 'string', default: '3' },
    /** How often the majority is lost. */
    majorities: { type: 'string', default: '1' },
    /** Begins the names of the containers. */
    name: { type: 'string', default: 'rollcall' },
    port: { type: 'string', default: '33410' },
    suites: { type: 'boolean', default: true },
    /** Which part of the suites' files, such as `1/3`. */
    shard: { type: 'string', default: '1/1' },
    /** Whether servers are taken away under load. */
    load: { type: 'boolean', default: true },
    group: { type: 'boolean', default: true },
    galera: { type: 'boolean', default: true },
    /** Whether the figures take the place of those in `docs/benchmark.md`. */
    keep: { type: 'boolean', default: false },
  },
});
const port = Number(options.port);
/** After the election: as long as a process may take to write to the new primary. */
const behindMillisecondsMax = 2_000;
const suiteMilliseconds = 600_000;

const wrong: string[] = [];
/** Of what was measured. */
const figures: string[] = [];
if (options.group) await playGroup();
// Docker is kept from starting a MySQL for suites that are not asked for.
const onGalera = (url: string) =>
  runSuites('MariaDB', { MARIADB_TEST_URL: url, DOCKER_HOST: 'tcp://127.0.0.1:1' });
if (options.galera)
  wrong.push(...(await playGalera(port + 10, options.load, figures, options.suites ? onGalera : undefined)));
for (const line of figures) process.stdout.write(`${line}\n`);
if (options.keep && wrong.length === 0) keepFigures(figures);
for (const line of wrong) process.stdout.write(`WRONG: ${line}\n`);
process.exit(wrong.length > 0 ? 1 : 0);

async function playGroup(): Promise<void> {
  const group = new Group(options.name, port);
  try {
    await group.start();
    const [first] = group.members;
    if (options.suites && first !== undefined) {
      // What is lost with the machine is nothing that the suites ask for, and each makes a database.
      await group.setAll('innodb_flush_log_at_trx_commit = 2, GLOBAL sync_binlog = 0');
      await runSuites('MySQL', { MYSQL_TEST_URL: group.urlOf(first) });
      await group.setAll('innodb_flush_log_at_trx_commit = 1, GLOBAL sync_binlog = 1');
    }
    if (!options.load) return;
    const load = await Load.on(group.url);
    try {
      const failovers: Failover[] = [];
      const atFirst = await group.primary();
      const [secondary] = group.members.filter((member) => member !== atFirst);
      if (secondary !== undefined) wrong.push(...(await secondaryFindings(group.urlOf(secondary))));
      for (let kill = 0; kill < Number(options.kills); kill++)
        tell(await failOver(group, load.told, 'killed'));
      for (let cut = 0; cut < Number(options.partitions); cut++)
        tell(await failOver(group, load.told, 'cut off'));
      for (let loss = 0; loss < Number(options.majorities); loss++) {
        const readiness = await loseMajority(group, load.told, load.addresses);
        process.stdout.write(`without a majority: ${JSON.stringify(readiness)}\n`);
      }
      const rules = await load.end();
      const primary = await group.primary();
      if (primary === undefined) throw new Error('The group has no primary.');
      const shown = await load.shown();
      const found = await findings((sql) => group.ask(primary, sql), load.told, rules);
      wrong.push(...shown, ...found, ...(await load.unsealed()));
      report(failovers, load, rules.changes);

      function tell(failover: Failover): void {
        failovers.push(failover);
        process.stdout.write(`${lineOf(failover)}\n`);
        const late = failover.back.some((back) => back - failover.election > behindMillisecondsMax);
        if (!late) return;
        wrong.push(`a process was late after a primary was ${failover.how}: ${lineOf(failover)}`);
        for (const line of load.warningsSince(failover.lostAt)) process.stdout.write(`  ${line}\n`);
      }
    } finally {
      // Also where something else ended the play.
      for (const line of [...load.told.wrong, ...load.causes]) process.stdout.write(`${line}\n`);
      await load.stop();
    }
  } finally {
    await group.stop();
  }
}

/** The contract and behaviour suites on one server of several, which takes all writes meanwhile. */
async function runSuites(
  product: 'MySQL' | 'MariaDB',
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const env = { ...process.env, MYSQL_TEST_URL: '', MARIADB_TEST_URL: '', ...environment };
  const files = positionals.length > 0 ? positionals : suiteFiles();
  // A commit takes several times as long as on one server.
  const patience = [`--testTimeout=${suiteMilliseconds}`, `--hookTimeout=${suiteMilliseconds}`];
  const part = ['--maxWorkers=2', `--shard=${options.shard}`, '--testNamePattern', `on ${product}`];
  const words = ['vitest', 'run', ...patience, ...part, ...files];
  const child = spawn('npx', words, { env, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) wrong.push(`suites of ${product} on several servers ended with ${code}`);
}

/** Those with tests for each database. Others start servers of their own. */
function suiteFiles(): readonly string[] {
  const files = globSync('tests/{contracts,behaviour}/*.test.ts');
  return files.filter((file) => /^onEach(Database|Server)\(/m.test(readFileSync(file, 'utf8')));
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}

function lineOf({ how, election, back }: Failover): string {
  return `${how}: another primary after ${seconds(election)} s, writes at each process after ${back.map(seconds).join(' and ')} s`;
}

function report(failovers: readonly Failover[], { told }: Load, changes: number): void {
  const of = (figure: (failover: Failover) => number) => {
    const sorted = failovers.map(figure).toSorted((left, right) => left - right);
    return `${seconds(sorted[Math.floor(sorted.length / 2)] ?? 0)} s (median), ${seconds(sorted.at(-1) ?? 0)} s (longest)`;
  };
  const writes = told.acknowledged.reduce((sum, times) => sum + times.length, 0);
  figures.push(
    `${failovers.length} failovers under load from two processes, ${writes} writes and ${changes} changes of the policy acknowledged`,
    `  another primary: ${of(({ election }) => election)}`,
    `  writes behind that: ${of(({ election, back }) => Math.max(...back) - election)}`,
    `  answered 503: ${told.unavailable}, of these of unknown outcome: ${told.unknown}`,
  );
}
