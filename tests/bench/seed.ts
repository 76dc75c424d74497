import { randomUUID } from 'node:crypto';
import mysql from 'mysql2/promise';
import { user } from './okta-requests.ts';
import { agentParameters, valueRows } from './statements.ts';

export interface SeededAgent {
  readonly id: string;
  readonly userName: string;
}

const agentsPerStatement = 1000;

/** Fills an account with agents as Rollcall stores them, past its interfaces: only the table's size is of interest. */
export async function seedAgents(url: string, accountId: string, count: number): Promise<SeededAgent[]> {
  const connection = await mysql.createConnection(url);
  const at = new Date().toISOString();
  const seeded = Array.from({ length: count }, (_, index) => ({
    id: randomUUID(),
    userName: `seed-${index}@example.com`,
  }));
  for (let start = 0; start < count; start += agentsPerStatement) {
    const batch = seeded.slice(start, start + agentsPerStatement);
    const rows = batch.map(({ id, userName }) => agentParameters(accountId, id, stored(userName), at));
    await connection.query(
      'INSERT INTO agents (account_id, id, user_name, user_name_key, created_at, external_id, active, version, last_modified_at, attributes) VALUES ?',
      [rows],
    );
    await connection.query(
      'INSERT INTO agent_values (account_id, agent_id, path, element, value_key, value_rest) VALUES ?',
      [batch.flatMap(({ id, userName }) => valueRows(accountId, id, described(userName)))],
    );
  }
  await connection.query('ANALYZE TABLE agents, agent_values');
  await connection.end();
  return seeded;
}

/** What a User's rows in the value index are made of. */
function described(userName: string) {
  const { password: _, groups: __, ...attributes } = user(userName);
  return attributes;
}

/** A User's attributes in the shape in which they are stored. */
function stored(userName: string) {
  const {
    externalId,
    active,
    name,
    displayName,
    emails,
    profile,
    title,
    userType,
    locale,
    schemas,
    ...rest
  } = user(userName);
  const extension = schemas[1] ?? '';
  const directory = { title, userType, locale, [extension]: rest[extension as keyof typeof rest] };
  return { userName, externalId, active, displayName, name, emails, profile, directory };
}
