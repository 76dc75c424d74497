import type { BenchDatabase } from './bench-database.ts';

/** What a soak has done, by which the rows of its database are explained. */
export interface Soaked {
  readonly accounts: number;
  readonly requests: number;
  /** With an `Idempotency-Key`. */
  readonly keyed: number;
  /** From the first request to the end of the service. */
  readonly minutes: number;
  /** In the audit log, which keeps each until it is archived. */
  readonly entries: number;
}

interface Explanation {
  /** How many rows there may be at the end, when the load has taken away all that it made. */
  readonly max: (soaked: Soaked) => number;
  /** Counts rows of something that is not there any more. */
  readonly stray?: string;
}

const none: Explanation = { max: () => 0 };
const one: Explanation = { max: () => 1 };
const ofAccounts = (each: number): Explanation => ({ max: ({ accounts }) => each * accounts });

/** A Bulk has many, and so has an agent who joins and leaves groups; most requests change one thing or nothing. */
const entriesPerRequest = 8;
const termsPerEntry = 12;
const namesPerRequest = 8;
/** Tiles are as wide as that at each level, and the last of each level is narrower. */
const tileWidth = 256;
const tileLevels = 4;

/** Every table. One that comes without its explanation is found. */
const explained: Readonly<Record<string, Explanation>> = {
  accounts: ofAccounts(1),
  agents: none,
  agent_groups: none,
  agent_jobs: none,
  agent_values: none,
  // One of the directory's and one of the administrator's.
  api_tokens: ofAccounts(2),
  certified_rows: ofAccounts(32),
  deactivation_brakes: ofAccounts(1),
  group_templates: none,
  idempotent_requests: { max: ({ keyed }) => keyed },
  journal: {
    max: ({ requests }) => entriesPerRequest * requests,
    stray: 'SELECT COUNT(*) AS found FROM journal WHERE position IS NULL',
  },
  journal_indexed: one,
  journal_order: one,
  // A file, and syslog.
  journal_sinks: { max: () => 2 },
  journal_terms: {
    max: ({ entries }) => termsPerEntry * entries,
    stray:
      'SELECT COUNT(*) AS found FROM journal_terms AS t WHERE NOT EXISTS (SELECT 1 FROM journal AS j WHERE j.account_id = t.account_id AND j.position BETWEEN t.block * 64 + 1 AND t.block * 64 + 64)',
  },
  memberships: none,
  profile_attributes: ofAccounts(500),
  request_blocks: { max: ({ requests }) => requests },
  request_names: {
    max: ({ requests }) => namesPerRequest * requests,
    stray:
      'SELECT COUNT(*) AS found FROM request_names AS n WHERE NOT EXISTS (SELECT 1 FROM request_blocks AS b WHERE b.account_id = n.account_id AND b.last_at = n.last_at AND b.id = n.block_id)',
  },
  schema_readers: one,
  // One for each thousand entries that are sealed each minute, and as the service begins and ends; and one for those that came meanwhile.
  seal_checkpoints: { max: ({ minutes, entries }) => 2 * (minutes + 2) + entries / 1000 },
  seal_keys: one,
  seal_log: one,
  seal_tiles: { max: ({ entries }) => Math.ceil((entries / tileWidth) * 1.01) + tileLevels },
  sealed_entries: {
    max: ({ entries }) => entries,
    stray:
      'SELECT COUNT(*) AS found FROM sealed_entries AS s WHERE NOT EXISTS (SELECT 1 FROM journal AS j WHERE j.position = s.position)',
  },
  sessions: none,
  sign_in_links: none,
  sign_ins: none,
  sso_connections: ofAccounts(1),
  unkept_attributes: ofAccounts(200),
  used_assertions: none,
};

/** Which migrations were made is nothing that grows. */
const migrations = 'migrations';

const tablesOf = {
  mysql: 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
};

export type RowCounts = ReadonlyMap<string, number>;

/** How many rows each table has. */
export async function countRows(database: BenchDatabase): Promise<RowCounts> {
  const found = await database.rows(tablesOf[database.url.startsWith('sqlite:') ? 'sqlite' : 'mysql']);
  const counts = new Map<string, number>();
  for (const { name } of found) {
    const [row] = await database.rows(`SELECT COUNT(*) AS found FROM ${name}`);
    counts.set(String(name), Number(row?.found));
  }
  return counts;
}

/** Tables with rows that nothing explains, which nobody will ever take away. */
export async function unexplainedRows(
  database: BenchDatabase,
  counts: RowCounts,
  soaked: Soaked,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const [table, count] of counts) {
    if (table === migrations) continue;
    const explanation = explained[table];
    if (explanation === undefined) {
      wrong.push(`${table}: nothing says how many rows it may have`);
      continue;
    }
    const max = explanation.max(soaked);
    if (count > max) wrong.push(`${table}: ${count} rows, of which the load explains ${Math.floor(max)}`);
    if (explanation.stray === undefined) continue;
    const [stray] = await database.rows(explanation.stray);
    if (Number(stray?.found) > 0)
      wrong.push(`${table}: ${stray?.found} rows of something that is not there any more`);
  }
  return wrong;
}
