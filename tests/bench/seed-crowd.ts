import type { BenchDatabase, BenchServer } from './bench-database.ts';
import { runVerb } from './targets.ts';

/** An account that is filled. */
export interface Crowd {
  readonly id: string;
  readonly agents: number;
  /** Of its directory. */
  readonly token: string;
}

/** How many agents share each value of an attribute, whatever the size of the account. */
export const matchesPerValue = 20;

const agentsPerStatement = 10_000;
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What databases say differently. */
interface Words {
  /** A number with as many digits. */
  padded(number: string, digits: number): string;
  /** One second later for each agent. */
  readonly instant: string;
  readonly jsonTrue: string;
}

const wordsOf: Readonly<Record<BenchServer['name'], Words>> = {
  mysql: {
    padded: (number, digits) => `LPAD(${number}, ${digits}, '0')`,
    instant: `DATE_FORMAT(DATE_ADD('2026-01-01 00:00:00', INTERVAL n SECOND), '%Y-%m-%dT%H:%i:%s.000Z')`,
    jsonTrue: 'TRUE',
  },
  sqlite: {
    padded: (number, digits) => `printf('%0${digits}d', ${number})`,
    instant: `strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', n || ' seconds')`,
    jsonTrue: `json('true')`,
  },
};

/** The number of a value that an agent has, so that `matchesPerValue` agents share it. */
const groupIn = ({ padded }: Words): string => padded('n % groups_', 7);

/** Each attribute's path, and its index key in SQL by the agent's number `n`. */
const keysIn = (words: Words, group = groupIn(words)): Readonly<Record<string, string>> => ({
  'name.givenName': `CONCAT('sgiven ', ${group})`,
  'name.familyName': `CONCAT('sfamily ', ${group})`,
  'name.formatted': `CONCAT('sgiven ', ${group}, ' family')`,
  displayName: `CONCAT('sdisplay ', ${group})`,
  'emails.value': `CONCAT('scrowd-', n, '@example.com')`,
  'emails.type': `'swork'`,
  'emails.primary': `'b1'`,
  title: `CONCAT('stitle ', ${group})`,
  userType: `CONCAT('stype ', ${group})`,
  locale: `'sen-us'`,
  [`${enterprise}:department`]: `CONCAT('sdepartment ', ${group})`,
  [`${enterprise}:employeeNumber`]: `CONCAT('s', ${words.padded('n', 7)})`,
  'profile.location': `CONCAT('slocation ', ${group})`,
  'profile.costcenter': `CONCAT('scost ', ${group})`,
  'profile.team': `CONCAT('steam ', ${group})`,
});

/** Opens an account of each size, and fills it past Rollcall's interfaces. */
export async function openCrowds(server: BenchServer, sizes: readonly number[]): Promise<readonly Crowd[]> {
  const { rollcall: database } = server;
  const crowds: Crowd[] = [];
  if (sizes.length === 0) return crowds;
  await runVerb(database.url, ['migrate']);
  for (const agents of sizes) {
    const opening = [
      'account',
      'create',
      '--name',
      `Crowd ${agents}`,
      '--sso-issuer',
      'https://bench.okta.example',
    ];
    const { id = '' } = await runVerb(database.url, opening);
    const { token = '' } = await runVerb(database.url, [
      'token',
      'create',
      '--account',
      id,
      '--name',
      'bench',
    ]);
    await seedCrowd(server, id, agents);
    process.stderr.write(`${agents} agents are there\n`);
    crowds.push({ id, agents, token });
  }
  await database.analyze?.(['agents', 'agent_values']);
  await database.settle?.();
  return crowds;
}

/** Agents whose attributes each have as many distinct values as the account's size asks for. */
async function seedCrowd({ name, rollcall }: BenchServer, account: string, count: number): Promise<void> {
  const words = wordsOf[name];
  const keys = keysIn(words);
  const paths = Object.keys(keys).sort();
  const key = `CASE path ${paths.map((path) => `WHEN '${path}' THEN ${keys[path]}`).join(' ')} END`;
  const pathRows = paths.map((path) => `SELECT '${path}' AS path`).join(' UNION ALL ');
  const groups = Math.max(1, Math.floor(count / matchesPerValue));
  await rollcall.fill(async (write) => {
    for (const statement of numbers) await write(statement);
    for (let start = 0; start < count; start += agentsPerStatement) {
      const end = Math.min(agentsPerStatement, count - start);
      const range = `(SELECT ${start} + i AS n, ${groups} AS groups_ FROM bench_numbers WHERE i < ${end}) AS numbers`;
      await write(agentsSql(words, account, range));
      await write(
        `INSERT INTO agent_values (account_id, agent_id, path, element, value_key) SELECT '${account}', ${idOf(words)}, path, 0, ${key} FROM ${range}, (${pathRows}) AS paths ORDER BY n, path`,
      );
    }
    await write('DROP TABLE bench_numbers');
  });
  await rareValues(rollcall, account, count);
}

const idOf = ({ padded }: Words): string => `CONCAT('0199d2a0-0000-7000-8000-', ${padded('n', 12)})`;

const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');

const numbers: readonly string[] = [
  'DROP TABLE IF EXISTS bench_numbers',
  'CREATE TABLE bench_numbers (i INT NOT NULL PRIMARY KEY)',
  `INSERT INTO bench_numbers SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d FROM (${digits}) AS a, (${digits}) AS b, (${digits}) AS c, (${digits}) AS e`,
];

const agentsSql = (words: Words, account: string, range: string, group = groupIn(words)): string =>
  `INSERT INTO agents (account_id, id, user_name, user_name_key, external_id, active, version, created_at, last_modified_at, attributes)
   SELECT '${account}', ${idOf(words)}, CONCAT('crowd-', n, '@example.com'), CONCAT('crowd-', n, '@example.com'), CONCAT('00u', n),
     n % groups_ <> 1, 1, ${words.instant}, ${words.instant},
     JSON_OBJECT('displayName', CONCAT('Display ', ${group}),
       'name', JSON_OBJECT('givenName', CONCAT('Given ', ${group}), 'familyName', CONCAT('Family ', ${group})),
       'emails', JSON_ARRAY(JSON_OBJECT('value', CONCAT('crowd-', n, '@example.com'), 'type', 'work', 'primary', ${words.jsonTrue})),
       'profile', JSON_OBJECT('location', CONCAT('Location ', ${group}), 'costCenter', CONCAT('Cost ', ${group}), 'team', CONCAT('Team ', ${group})),
       'directory', JSON_OBJECT('title', CONCAT('Title ', ${group}), 'userType', CONCAT('Type ', ${group}), 'locale', 'en-US',
         '${enterprise}', JSON_OBJECT('department', CONCAT('Department ', ${group}), 'employeeNumber', ${words.padded('n', 7)})))
   FROM ${range} ORDER BY n`;

/** An attribute that only a few have, and what the account knows of its custom attributes. */
async function rareValues(database: BenchDatabase, account: string, count: number): Promise<void> {
  const stride = Math.max(1, Math.floor(count / matchesPerValue));
  const rare = Array.from({ length: Math.min(matchesPerValue, count) }, (_, index) => [
    account,
    `0199d2a0-0000-7000-8000-${String(index * stride).padStart(12, '0')}`,
    'profile.mentor',
    0,
    'syes',
  ]);
  await database.insert('agent_values', ['account_id', 'agent_id', 'path', 'element', 'value_key'], rare);
  const known = ['location', 'costCenter', 'team', 'mentor'].map((name) => [
    account,
    name.toLowerCase(),
    name,
    1,
    '2026-01-01T00:00:00.000Z',
  ]);
  const columns = ['account_id', 'name_key', 'name', 'types', 'first_seen_at'];
  await database.insert('profile_attributes', columns, known);
}
