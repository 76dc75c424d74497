// What memory and time an export of a large audit log takes: `npm run bench:export`.
import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchDatabase, Value } from './bench-database.ts';
import { startMysql } from './bench-mysql.ts';
import { makeSqliteFiles } from './bench-sqlite.ts';
import { inProcess } from './in-process.ts';
import { measureVerb, startRollcall } from './targets.ts';

/** Memory that does not follow the number of entries is seen by two of them. */
const sizes = (process.env.BENCH_ENTRIES ?? '100000,1000000').split(',').map(Number);
const entriesPerStatement = 1000;
const secondMilliseconds = 1000;
/** Beside a server's database there is no folder in which the key would be made. */
const sealing = { ROLLCALL_SECRET_KEY: randomBytes(32).toString('base64') };
const onMysql = process.argv.includes('--mysql');

/** The rows that Rollcall itself writes for an agent who comes and changes, and is refused once more. */
async function exampleOf(url: string): Promise<string> {
  return inProcess(url, async (application) => {
    const requester = {
      principal: { kind: 'service', name: 'bench' },
      source: 'in process',
      requestId: 'example-request',
    } as const;
    const ssoIssuer = 'https://bench.okta.example';
    const { id } = (await application.openAccount(requester, { name: 'Bench', ssoIssuer })).state;
    const caller = { ...requester, accountId: id };
    const desired = {
      userName: 'example@example.com',
      active: true,
      name: { givenName: 'Ada', familyName: 'Byron' },
      profile: { location: 'London', team: 'Red', costCenter: '4711' },
    };
    const { agent } = await application.provisionAgent(caller, { desired });
    await application.reviseAgent(caller, {
      id: agent.state.id,
      revise: (current) => ({ ...current.desired(), profile: { location: 'Paris', team: 'Blue' } }),
    });
    await application.provisionAgent(caller, { desired }).catch(() => undefined);
    return agent.state.id;
  });
}

/** Fills the log past Rollcall's interfaces with copies of the example's entries, each with an agent of its own. */
async function fill(database: BenchDatabase, agentId: string, entries: number): Promise<void> {
  const rows = await database.rows('SELECT * FROM journal WHERE position IS NOT NULL ORDER BY position');
  const examples = rows.filter(({ target_name: name }) => name === 'example@example.com');
  const columns = Object.keys(rows[0] ?? {}).filter((name) => name !== 'id');
  const last = rows.length;
  const began = Date.now() - entries * secondMilliseconds;
  for (let start = last; start < entries; start += entriesPerStatement) {
    const copies = Array.from({ length: Math.min(entriesPerStatement, entries - start) }, (_, index) => {
      const number = start + index;
      const example: Readonly<Record<string, Value>> = {
        ...examples[number % examples.length],
        position: number + 1,
      };
      const at = new Date(began + number * secondMilliseconds).toISOString();
      return columns.map((column) => {
        const value = example[column] ?? null;
        if (column === 'recorded_at') return at;
        if (typeof value !== 'string') return value;
        return value
          .replaceAll(agentId, `${agentId.slice(0, -9)}${String(number).padStart(9, '0')}`)
          .replaceAll('example@example.com', `agent-${number}@example.com`)
          .replaceAll('example-request', `request-${number}`);
      });
    });
    await database.insert('journal', columns, copies);
  }
  await database.run(`UPDATE journal_order SET position = ${entries}`);
  await database.analyze?.(['journal']);
}

/** Has the service index the entries, so that verifying looks at the index as well. */
async function untilIndexed({ url, rows }: BenchDatabase, entries: number): Promise<void> {
  const service = await startRollcall(url, 4, sealing);
  const indexed = async () => Number((await rows('SELECT position FROM journal_indexed'))[0]?.position);
  while ((await indexed()) < entries) await pause(secondMilliseconds);
  await service.stop();
}

async function measure(database: BenchDatabase, entries: number): Promise<void> {
  await fill(database, await exampleOf(database.url), entries);
  const verbs: readonly (readonly string[])[] = [
    ['audit', 'seal'],
    ...['jsonl', 'csv', 'ocsf'].map((format) => ['audit', 'export', '--format', format]),
    ['audit', 'export', '--proofs'],
    ['audit', 'verify'],
  ];
  const file = 'bench-results/export';
  mkdirSync(dirname(file), { recursive: true });
  for (const verb of verbs) {
    if (verb.includes('verify')) await untilIndexed(database, entries);
    const isExport = verb.includes('export');
    const whole = [...verb, ...(isExport ? ['--output', file] : [])];
    const { seconds, cpuSeconds, peakMemoryMegabytes } = await measureVerb(database.url, whole, sealing);
    const figures = [
      `${entries}`.padStart(9),
      `${seconds.toFixed(1)} s`.padStart(9),
      `${cpuSeconds.toFixed(1)} s`.padStart(9),
      `${Math.round(peakMemoryMegabytes)} MB`.padStart(9),
      (isExport ? `${Math.round(statSync(file).size / 1e6)} MB` : '').padStart(9),
    ];
    process.stdout.write(`${figures.join('')}  ${verb.join(' ')}\n`);
  }
}

process.stdout.write('  entries     time      CPU     peak     file\n');
for (const entries of sizes) {
  const server = onMysql ? await startMysql() : makeSqliteFiles();
  await measure(server.rollcall, entries);
  await server.stop();
}
