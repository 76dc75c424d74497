// The ceilings of this stack: Koa and the database's driver by hand, with one row a person and one journal entry a change.
// No validation, no value index, no policy, nothing of Rollcall's. `bare` does each request by itself; `gathered` has those
// that wait at the same time share a round trip and a commit.
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import Koa, { type Context } from 'koa';
import { v7 } from 'uuid';
import { openMysqlStore } from './bare-mysql-store.ts';
import { openSqliteStore } from './bare-sqlite-store.ts';
import type { BareAgent } from './bare-store.ts';
import { alone, gathered } from './ways-of-working.ts';

const [databaseUrl = '', connectionsMax = '', tokenDigest = '', way = 'bare'] = process.argv.slice(2);
const store = databaseUrl.startsWith('sqlite:')
  ? openSqliteStore(databaseUrl.slice('sqlite:'.length))
  : openMysqlStore(databaseUrl, Number(connectionsMax));
const each = way === 'gathered' ? gathered : alone;
const create = each(store.create);
const read = each(store.read);
const find = each(store.find);
const change = each(store.change);

interface PatchOperation {
  readonly path?: string;
  readonly value: unknown;
}

async function answerTo(context: Context): Promise<unknown> {
  const id = context.path.slice('/scim/v2/Users/'.length);
  switch (context.method) {
    case 'POST': {
      const attributes = await bodyOf(context.req);
      context.status = 201;
      return resource(await create({ ...replaced(attributes), id: v7(), version: 1, createdAt: now() }));
    }
    case 'PUT': {
      const attributes = await bodyOf(context.req);
      return resource(await change({ id, to: (agent) => following(agent, attributes) }));
    }
    case 'PATCH': {
      const { Operations } = await bodyOf(context.req);
      const values = (Operations as PatchOperation[]).map(({ path, value }) =>
        path === undefined ? value : { [path]: value },
      );
      return resource(
        await change({ id, to: (agent) => following(agent, Object.assign({}, agent.attributes, ...values)) }),
      );
    }
    default: {
      if (id !== '') return resource(await read(id));
      const userName = /^userName eq "(.*)"$/.exec(String(context.query.filter))?.[1] ?? '';
      const found = await find(userName);
      const Resources = found === undefined ? [] : [resource(found)];
      return { totalResults: Resources.length, startIndex: 1, itemsPerPage: Resources.length, Resources };
    }
  }
}

const replaced = (attributes: Record<string, unknown>) => ({
  userName: String(attributes.userName),
  lastModifiedAt: now(),
  attributes,
});

const following = (agent: BareAgent, attributes: Record<string, unknown>): BareAgent => ({
  ...agent,
  ...replaced(attributes),
  version: agent.version + 1,
});

const now = (): string => new Date().toISOString();

const resource = (agent: BareAgent | undefined) =>
  agent && {
    ...agent.attributes,
    id: agent.id,
    meta: {
      resourceType: 'User',
      created: agent.createdAt,
      lastModified: agent.lastModifiedAt,
      version: `W/"${agent.version}"`,
    },
  };

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  await new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', resolve);
    request.on('error', reject);
  });
  return JSON.parse(Buffer.concat(chunks).toString());
}

const app = new Koa();
app.use(async (context) => {
  const digest = createHash('sha256').update(context.get('authorization')).digest('hex');
  if (digest !== tokenDigest) return context.throw(401);
  const answer = await answerTo(context);
  if (answer === undefined) return context.throw(404);
  context.set('Content-Type', 'application/scim+json');
  context.body = JSON.stringify(answer);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.stdout.write(`{"port":${typeof address === 'object' ? address?.port : ''}}\n`);
});
