import type { SqlConnection } from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { sortableNumber } from '../../src/adapters/typeorm-persistence/value-index/value-keys.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Texts of SQL by the agent's number `n`. */
const id = (n = 'n') => `CONCAT('0199d2a0-0000-7000-8000-', SUBSTR(CONCAT('000000000000', ${n}), -12))`;
const number = (n = 'n') => `SUBSTR(CONCAT('000000', ${n}), -6)`;
const instant = "CONCAT('2026-01-', SUBSTR(CONCAT('0', n % 28 + 1), -2), 'T00:00:00.000Z')";
const numberKey = (values: readonly number[]) =>
  `CASE n % ${values.length} ${values.map((value, index) => `WHEN ${index} THEN 'n${sortableNumber(value)}'`).join(' ')} END`;

interface SeededValues {
  readonly path: string;
  readonly element?: number;
  readonly key: string;
  /** Which agents have it; everybody, where it is not said. */
  readonly having?: string;
  readonly rest?: string;
}

const text = (value: string) => `'s${value}'`;
/** Values that all share, that some share, that nobody shares; that few have; several of one agent; and long ones. */
const values: readonly SeededValues[] = [
  { path: 'userType', key: text('employee') },
  { path: 'name.familyName', key: `CONCAT('sfamily ', ${number('n % 1000')})` },
  { path: 'name.givenName', key: `CONCAT('sgiven ', ${number('n % 7')})` },
  { path: 'displayName', key: `CONCAT('sdisplay ', ${number()})` },
  { path: 'title', key: `CONCAT('stitle ', ${number('n % 1000')})`, having: 'n % 100 <> 3' },
  { path: 'title', key: text('title '.repeat(40).slice(0, 199)), rest: number(), having: 'n % 100 = 3' },
  { path: 'nickName', key: `CONCAT('snick ', ${number()})`, having: 'n % 1000 = 7' },
  { path: 'emails.value', key: `CONCAT('sagent-', n, '@example.com')` },
  { path: 'emails.type', key: text('work') },
  { path: 'emails.primary', key: "'b1'" },
  { path: 'emails.value', element: 1, key: `CONCAT('sprivate-', n, '@example.org')`, having: 'n % 2 = 0' },
  { path: 'emails.type', element: 1, key: text('home'), having: 'n % 2 = 0' },
  { path: 'roles.value', key: text('admin'), having: 'n % 50 = 1' },
  { path: 'roles.value', element: 1, key: text('agent'), having: 'n % 50 < 2' },
  { path: 'roles.type', key: text('work'), having: 'n % 50 < 2' },
  { path: 'profile.team', key: `CONCAT('steam ', ${number('n % 40')})` },
  { path: 'profile.level', key: numberKey([0, 1, 2.5, -3, 9]) },
  { path: 'profile.skills', key: text('driving') },
  { path: 'profile.skills', element: 1, key: `CONCAT('sskill ', ${number('n % 90')})` },
  { path: 'profile.hired', key: `CONCAT('s', SUBSTR(${instant}, 1, 10))` },
  {
    path: 'profile.hired#instant',
    key: `CASE ${Array.from({ length: 28 }, (_, day) => `WHEN n % 28 = ${day} THEN 'd${sortableNumber(Date.UTC(2026, 0, day + 1))}'`).join(' ')} END`,
  },
  { path: 'photos.value', key: `CONCAT('shttps://x.example/', n)`, having: 'n % 3 = 0' },
  { path: 'photos.value#exact', key: `CONCAT('shttps://X.example/', n)`, having: 'n % 3 = 0' },
  { path: `${enterprise}:department`, key: `CONCAT('sdepartment ', ${number('n % 10')})` },
  { path: `${enterprise}:manager.value`, key: `CONCAT('s', ${id('n % 100')})` },
];

/** Groups of each size, which name their members: of the agents whose number leaves no rest. */
const groupEvery = [1, 2, 10, 1000, 100_000];
/** What templates make groups of. */
const templates = [
  { path: 'profile.team', kind: 'agents', includesDeactivated: 0 },
  { path: `${enterprise}:department`, kind: 'users', includesDeactivated: 1 },
];

/**
 * Fills an account with agents by a few statements that every database understands. They have no attributes to be
 * shown but values to be found by; two templates, their groups, and groups that name their members.
 */
export async function crowdAccount(
  connection: Pick<SqlConnection, 'run'>,
  account: string,
  agents: number,
): Promise<void> {
  const run = (sql: string) => connection.run(sql, []);
  await run('CREATE TABLE numbers (n INTEGER NOT NULL PRIMARY KEY)');
  const numbers = Array.from({ length: agents }, (_, n) => `(${n})`);
  await run(`INSERT INTO numbers VALUES ${numbers.join(', ')}`);
  await run(
    `INSERT INTO agents (account_id, id, user_name, user_name_key, external_id, active, version, created_at, last_modified_at, attributes)
     SELECT '${account}', ${id()}, CONCAT('agent-', n, '@example.com'), CONCAT('agent-', n, '@example.com'), CASE WHEN n % 5 = 0 THEN NULL ELSE CONCAT('00u', n) END,
       CASE WHEN n % 20 = 0 THEN 0 ELSE 1 END, n % 3 + 1, ${instant}, ${instant}, '{"emails":[],"profile":{},"directory":{}}' FROM numbers`,
  );
  for (const { path, element = 0, key, having = 'n >= 0', rest = 'NULL' } of values) {
    await run(
      `INSERT INTO agent_values (account_id, agent_id, path, element, value_key, value_rest)
       SELECT '${account}', ${id()}, '${path}', ${element}, ${key}, ${rest} FROM numbers WHERE ${having}`,
    );
  }
  const groupColumns =
    'account_id, id, display_name, display_name_key, kind, governed_by, version, created_at, last_modified_at';
  for (const [index, every] of groupEvery.entries()) {
    const group = `0199d2a1-0000-7000-8000-00000000000${index}`;
    await run(
      `INSERT INTO agent_groups (${groupColumns}) VALUES ('${account}', '${group}', 'Named ${index}', 'named ${index}', 'agents', 'push', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')`,
    );
    await run(
      `INSERT INTO memberships (account_id, group_id, agent_id) SELECT '${account}', '${group}', ${id()} FROM numbers WHERE n % ${every} = 0`,
    );
  }
  for (const [index, { path, kind, includesDeactivated }] of templates.entries()) {
    const template = `0199d2a2-0000-7000-8000-00000000000${index}`;
    const field = JSON.stringify({ path, type: 'text', caseExact: false });
    await run(
      `INSERT INTO group_templates (account_id, id, kind, attribute, path, field, name_pattern, includes_deactivated, created_at) VALUES ('${account}', '${template}', '${kind}', '${path}', '${path}', '${field}', '{value}', ${includesDeactivated}, '2026-01-01T00:00:00.000Z')`,
    );
    await run(
      `INSERT INTO agent_groups (${groupColumns}, template_id, template_path, template_value_key, includes_deactivated)
       SELECT '${account}', CONCAT('0199d2a3-0000-7000-800${index}-', SUBSTR(CONCAT('000000000000', MIN(agent_id)), -12)), value_key, value_key, '${kind}', 'rule', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '${template}', path, value_key, ${includesDeactivated}
       FROM agent_values WHERE account_id = '${account}' AND path = '${path}' GROUP BY path, value_key`,
    );
  }
  await run('DROP TABLE numbers');
}
