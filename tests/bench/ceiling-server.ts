// The ceiling of this stack: Koa and mysql2 with the SQL that Rollcall runs, written by hand, on the same pool
// sizes. It checks nothing and knows no rules; only speed is of interest.
import { createHash, randomUUID } from 'node:crypto';
import Koa, { type Context } from 'koa';
import { type Connection, openPools } from './pools.ts';
import { agentParameters, changesOf, journalParameters, statements, valueRows } from './statements.ts';

interface Row {
  readonly id: string;
  readonly user_name: string;
  readonly external_id: string;
  readonly active: number;
  readonly version: number;
  readonly attributes: string;
}

const [accountId = '', databaseUrl = '', connections = '10'] = process.argv.slice(2);
const { reads, writes } = openPools(databaseUrl, Number(connections));
/** Whom the groups and the policy of a row belong to. */
const ofAccount = [accountId, accountId, accountId];
const authenticated = new Set<string>();

async function bodyOf(context: Context): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of context.req) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

async function inTransaction<Result>(work: (connection: Connection) => Promise<Result>): Promise<Result> {
  const connection = await writes.getConnection();
  try {
    const result = await work(connection);
    await connection.query('COMMIT');
    return result;
  } finally {
    connection.release();
  }
}

async function create(context: Context): Promise<void> {
  const { password: _, groups: __, ...user } = await bodyOf(context);
  const id = randomUUID();
  const at = new Date().toISOString();
  await inTransaction(async (connection) => {
    await connection.execute(statements.insertAgent, [
      ...agentParameters(accountId, id, user, at),
      accountId,
      0,
    ]);
    const values = valueRows(accountId, id, user);
    await connection.execute(statements.insertValues(values.length), values.flat());
    const entry = journalParameters(
      accountId,
      at,
      'AgentProvisioned',
      id,
      String(user.userName),
      changesOf(user),
    );
    await connection.execute(statements.insertJournalEntry, entry);
  });
  context.status = 201;
  answer(context, { id, ...user });
}

async function update(context: Context, id: string): Promise<void> {
  const { Operations, ...body } = await bodyOf(context);
  const changed = Array.isArray(Operations) ? (Operations[0].value as Record<string, unknown>) : body;
  const at = new Date().toISOString();
  const row = await inTransaction(async (connection) => {
    const found = (
      await connection.execute(statements.selectAgent, [...ofAccount, accountId, id])
    )[0] as Row[];
    const current = found[0] as Row;
    const attributes = JSON.stringify({ ...JSON.parse(current.attributes), ...changed });
    const { external_id, active, version } = current;
    const columns = [external_id, active, version + 1, at, attributes, accountId, id, version, accountId, 0];
    await connection.execute(statements.updateAgent, columns);
    const { displayName, name } = changed;
    const values = valueRows(accountId, id, name === undefined ? { displayName } : { displayName, name });
    await connection.execute(statements.replaceValues(values.length), values.flat());
    const entry = journalParameters(accountId, at, 'AgentUpdated', id, current.user_name, changesOf(changed));
    await connection.execute(statements.insertJournalEntry, entry);
    return { ...current, attributes };
  });
  answer(context, resource(row));
}

async function read(context: Context, id: string): Promise<void> {
  const rows = (await reads.execute(statements.selectAgent, [...ofAccount, accountId, id]))[0] as Row[];
  answer(context, resource(rows[0] as Row));
}

async function lookUp(context: Context): Promise<void> {
  const userName = /"(.*)"/.exec(String(context.query.filter))?.[1] ?? '';
  const parameters = [...ofAccount, accountId, userName.toLowerCase(), '100', '0'];
  const rows = (await reads.execute(statements.selectAgentByUserName, parameters))[0] as Row[];
  const Resources = rows.map(resource);
  answer(context, { totalResults: rows.length, startIndex: 1, itemsPerPage: rows.length, Resources });
}

const resource = ({ id, user_name, active, version, attributes }: Row) => ({
  id,
  userName: user_name,
  active: active === 1,
  ...JSON.parse(attributes),
  meta: { version },
});

function answer(context: Context, body: unknown): void {
  context.body = JSON.stringify(body);
  context.set('Content-Type', 'application/scim+json');
}

const app = new Koa();
app.use(async (context) => {
  authenticated.add(createHash('sha256').update(context.get('authorization')).digest('hex'));
  const id = context.path.slice('/scim/v2/Users/'.length);
  if (context.method === 'POST') await create(context);
  else if (context.method !== 'GET') await update(context, id);
  else if (id === '') await lookUp(context);
  else await read(context, id);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`{"port":${typeof address === 'object' ? address?.port : ''}}\n`);
});
