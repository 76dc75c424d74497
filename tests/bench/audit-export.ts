// What memory and time an export of a large audit log takes: `npm run bench:export`.
import { randomBytes } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyEntries, entriesIn } from './audit-entries.ts';
import type { BenchDatabase } from './bench-database.ts';
import { startMysql } from './bench-mysql.ts';
import { makeSqliteFiles } from './bench-sqlite.ts';
import { inProcess } from './in-process.ts';
import { measureVerb, startRollcall } from './targets.ts';

/** Memory that does not follow the number of entries is seen by two of them. */
const sizes = (process.env.BENCH_ENTRIES ?? '100000,1000000').split(',').map(Number);
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
    // On a server entries have their positions once somebody asks.
    await application.readAuditLog(caller, { limit: 1 });
    return agent.state.id;
  });
}

/** Fills the log with copies of the example's entries, each with an agent of its own. */
async function fill(database: BenchDatabase, agentId: string, entries: number): Promise<void> {
  const rows = await entriesIn(database);
  const examples = rows.filter(({ target_name: name }) => name === 'example@example.com');
  await copyEntries(database, { first: rows.length, count: entries, began: Date.now() }, (number) => ({
    example: examples[number % examples.length] ?? {},
    replaced: {
      [agentId]: `${agentId.slice(0, -9)}${String(number).padStart(9, '0')}`,
      'example@example.com': `agent-${number}@example.com`,
      'example-request': `request-${number}`,
    },
  }));
}

/** Has the service index the entries, so that verifying looks at the index as well. */
async function untilIndexed({ url, rows }: BenchDatabase, entries: number): Promise<void> {
  const service = await startRollcall(url, 4, sealing);
  const indexed = async () =>
    Number((await rows('SELECT typed_position AS position FROM journal_indexed'))[0]?.position);
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
