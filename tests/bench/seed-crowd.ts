import mysql, { type Connection } from 'mysql2/promise';

/** How many agents share each value of an attribute, whatever the size of the account. */
export const matchesPerValue = 20;

const agentsPerStatement = 10_000;
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** The number of a value that an agent has, so that `matchesPerValue` agents share it. */
const group = 'LPAD(n % groups_, 7, "0")';

/** Each attribute's path, and its index key in SQL by the agent's number `n`. */
const keys: Readonly<Record<string, string>> = {
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
  [`${enterprise}:employeeNumber`]: `CONCAT('s', LPAD(n, 7, '0'))`,
  'profile.location': `CONCAT('slocation ', ${group})`,
  'profile.costcenter': `CONCAT('scost ', ${group})`,
  'profile.team': `CONCAT('steam ', ${group})`,
};

/** Fills an account with agents whose attributes each have as many distinct values as the account's size asks for. */
export async function seedCrowd(url: string, accountId: string, count: number): Promise<void> {
  const connection = await mysql.createConnection(url);
  await connection.query("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'");
  await numbers(connection);
  const paths = Object.keys(keys).sort();
  const key = `CASE path ${paths.map((path) => `WHEN '${path}' THEN ${keys[path]}`).join(' ')} END`;
  const pathRows = paths.map((path) => `SELECT '${path}' AS path`).join(' UNION ALL ');
  const groups = Math.max(1, Math.floor(count / matchesPerValue));
  for (let start = 0; start < count; start += agentsPerStatement) {
    const range = `(SELECT ${start} + i AS n, ${groups} AS groups_ FROM bench_numbers WHERE i < ${Math.min(agentsPerStatement, count - start)}) AS numbers`;
    await connection.query(agentsSql(accountId, range));
    await connection.query(
      `INSERT INTO agent_values (account_id, agent_id, path, element, value_key) SELECT ?, ${idOf}, path, 0, ${key} FROM ${range}, (${pathRows}) AS paths ORDER BY n, path`,
      [accountId],
    );
  }
  await rareValues(connection, accountId, count);
  await connection.query('DROP TABLE bench_numbers');
  await connection.query('ANALYZE TABLE agents, agent_values');
  await connection.end();
}

const idOf = `CONCAT('0199d2a0-0000-7000-8000-', LPAD(n, 12, '0'))`;

async function numbers(connection: Connection): Promise<void> {
  const digits = `(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)`;
  await connection.query('DROP TABLE IF EXISTS bench_numbers');
  await connection.query('CREATE TABLE bench_numbers (i INT NOT NULL PRIMARY KEY)');
  await connection.query(
    `INSERT INTO bench_numbers SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d FROM ${digits} AS a, ${digits} AS b, ${digits} AS c, ${digits} AS e`,
  );
}

const agentsSql = (accountId: string, range: string): string =>
  `INSERT INTO agents (account_id, id, user_name, user_name_key, external_id, active, version, created_at, last_modified_at, attributes)
   SELECT '${accountId}', ${idOf}, CONCAT('crowd-', n, '@example.com'), CONCAT('crowd-', n, '@example.com'), CONCAT('00u', n),
     n % groups_ <> 1, 1, ${instant}, ${instant},
     JSON_OBJECT('displayName', CONCAT('Display ', ${group}),
       'name', JSON_OBJECT('givenName', CONCAT('Given ', ${group}), 'familyName', CONCAT('Family ', ${group})),
       'emails', JSON_ARRAY(JSON_OBJECT('value', CONCAT('crowd-', n, '@example.com'), 'type', 'work', 'primary', TRUE)),
       'profile', JSON_OBJECT('location', CONCAT('Location ', ${group}), 'costCenter', CONCAT('Cost ', ${group}), 'team', CONCAT('Team ', ${group})),
       'directory', JSON_OBJECT('title', CONCAT('Title ', ${group}), 'userType', CONCAT('Type ', ${group}), 'locale', 'en-US',
         '${enterprise}', JSON_OBJECT('department', CONCAT('Department ', ${group}), 'employeeNumber', LPAD(n, 7, '0'))))
   FROM ${range} ORDER BY n`;

/** One second later for each agent. */
const instant = `DATE_FORMAT(DATE_ADD('2026-01-01 00:00:00', INTERVAL n SECOND), '%Y-%m-%dT%H:%i:%s.000Z')`;

/** An attribute that only a few have, and what the account knows of its custom attributes. */
async function rareValues(connection: Connection, accountId: string, count: number): Promise<void> {
  const stride = Math.max(1, Math.floor(count / matchesPerValue));
  const rare = Array.from({ length: Math.min(matchesPerValue, count) }, (_, index) => [
    accountId,
    `0199d2a0-0000-7000-8000-${String(index * stride).padStart(12, '0')}`,
    'profile.mentor',
    0,
    'syes',
  ]);
  await connection.query(
    'INSERT INTO agent_values (account_id, agent_id, path, element, value_key) VALUES ?',
    [rare],
  );
  const known = ['location', 'costCenter', 'team', 'mentor'].map((name) => [
    accountId,
    name.toLowerCase(),
    name,
    1,
    '2026-01-01T00:00:00.000Z',
  ]);
  await connection.query(
    'INSERT INTO profile_attributes (account_id, name_key, name, types, first_seen_at) VALUES ?',
    [known],
  );
}
