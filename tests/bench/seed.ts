import { randomUUID } from 'node:crypto';
import mysql from 'mysql2/promise';
import { user } from './okta-requests.ts';
import { agentParameters } from './statements.ts';

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
    const rows = seeded
      .slice(start, start + agentsPerStatement)
      .map(({ id, userName }) => agentParameters(accountId, id, stored(userName), at));
    await connection.query(
      'INSERT INTO agents (account_id, id, user_name, user_name_key, created_at, external_id, active, version, last_modified_at, attributes) VALUES ?',
      [rows],
    );
  }
  await connection.query('ANALYZE TABLE agents');
  await connection.end();
  return seeded;
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
