// How long searches of the audit log take at several sizes of it.
import type { AuditLogQuery } from '../../src/application/audit/read-audit-log.ts';
import type { Principal, Requester } from '../../src/application/ports/caller.ts';
import { type AccountId, type AgentId, apiTokenId } from '../../src/domain/shared/identifiers.ts';
import type { Instant } from '../../src/domain/shared/instant.ts';
import { copyEntries, type EntryCopy, entriesIn, entryTime, indexEntries } from './audit-entries.ts';
import type { BenchDatabase } from './bench-database.ts';
import { inProcess } from './in-process.ts';
import { askInTurns, type QueryResult, timeOf } from './measurement.ts';

const pageSize = 50;
/** So many entries are about an agent, and of each kind that is rare, whatever the size of the log. */
const matches = 20;

const okta: Principal = {
  kind: 'token',
  id: apiTokenId('0199d2a0-1111-7000-8000-000000000001'),
  name: 'Okta',
};
const ada: Principal = { kind: 'operator', name: 'ada' };

interface Log {
  readonly account: AccountId;
  readonly entries: number;
  /** When it began. One after the other, since an installation's clocks go forwards. */
  readonly began: number;
  /** That of each of its agents is made of it. */
  readonly agent: AgentId;
  readonly group: string;
  readonly positions: number;
}

const numbered = (id: string, number: number): string =>
  `${id.slice(0, -9)}${String(number).padStart(9, '0')}`;
const agentsIn = ({ entries }: Pick<Log, 'entries'>): number => entries / matches;
/** Behind those about whom rare entries are. */
const someAgent = (log: Log, turn: number): number => 10 + ((turn * 31) % (agentsIn(log) - 10));
/** Behind the examples. */
const someEntry = ({ entries }: Log, turn: number): number => 50 + ((turn * 7919) % (entries - 50));

/** The entries that Rollcall itself writes: what is frequent, and behind it what is rare. */
async function examplesOf(database: BenchDatabase, entries: number) {
  const { account, agent, group } = await inProcess(database.url, async (application) => {
    const requester = {
      principal: ada,
      source: '203.0.113.7',
      requestId: 'example-request',
    } satisfies Requester;
    const opening = { name: `Audit log of ${entries}`, ssoIssuer: 'https://bench.okta.example' };
    const { id } = (await application.openAccount(requester, opening)).state;
    const byOperator = { ...requester, accountId: id };
    const byToken = { ...byOperator, principal: okta };
    const desired = {
      userName: 'example@example.com',
      active: true,
      name: { givenName: 'Ada', familyName: 'Byron' },
      profile: { location: 'London', team: 'Red' },
    };
    const provisioned = await application.provisionAgent(byToken, { desired });
    const { id: agent } = provisioned.agent.state;
    const revised = (change: object) =>
      application.reviseAgent(byToken, {
        id: agent,
        revise: (current) => ({ ...current.desired(), ...change }),
      });
    await revised({ profile: { location: 'Paris', team: 'Red' } });
    await revised({ profile: { location: 'Paris', team: 'Blue' } });
    await application.provisionAgent(byToken, { desired }).catch(() => undefined);
    // Rare from here on.
    await revised({ profile: { location: 'Paris', team: 'Blue', mentor: 'yes' } });
    const crew = { desired: { displayName: 'Crew' }, members: [agent] };
    const { group } = await application.createGroup(byOperator, crew);
    await application.createGroup(byOperator, crew).catch(() => undefined);
    await application.deactivateAgent(byOperator, { id: agent });
    // On a server entries have their positions once somebody asks.
    await application.readAuditLog(byOperator, { limit: 1 });
    return { account: id, agent, group: group.state.id };
  });
  const rows = (await entriesIn(database)).filter((row) => row.account_id === account);
  const of = (action: string) => rows.filter((row) => row.action === action);
  const [mentored = {}, ...updated] = of('AgentUpdated').toReversed();
  const frequent = [...of('AgentProvisioned'), ...updated, ...of('ProvisionAgent')];
  const rare = [mentored, ...['GroupCreated', 'CreateGroup', 'AgentDeactivated'].flatMap(of)];
  if (frequent.length !== 4 || rare.length !== 4)
    throw new Error(`The examples are ${rows.map(({ action }) => action).join(', ')}.`);
  return { account, entries, agent, group, frequent, rare, there: rows.length };
}

type Examples = Awaited<ReturnType<typeof examplesOf>>;

/** Fills the log of an account of its own. */
async function openLog(database: BenchDatabase, examples: Examples, began: number): Promise<Log> {
  const { frequent, rare, there, ...log } = examples;
  const { entries } = log;
  const stride = agentsIn(log);
  const positions = await copyEntries(
    database,
    { first: there, count: entries, began },
    (number): EntryCopy => {
      const agent = number % stride;
      const round = Math.floor(number / stride);
      return {
        example: rare[agent] ?? frequent[(agent + round) % frequent.length] ?? {},
        replaced: {
          [log.agent]: numbered(log.agent, agent),
          'example@example.com': `agent-${agent}@example.com`,
          'example-request': `request-${number}`,
        },
      };
    },
  );
  process.stderr.write(`${entries} entries are there\n`);
  return { ...log, began, positions };
}

type Search = Omit<AuditLogQuery, 'limit'>;

const at = ({ began }: Log, number: number): Instant => entryTime(began, number) as Instant;
const anAgent = (log: Log, turn: number): string => numbered(log.agent, someAgent(log, turn));
const aThird = ({ entries }: Log, turn: number): number => Math.floor(entries / 3) + turn;

const searches: Readonly<Record<string, (log: Log, turn: number) => Search>> = {
  'newest entries': () => ({}),
  'far inside': ({ positions, entries }, turn) => ({ before: positions + Math.floor(entries / 2) - turn }),
  'of a minute': (log, turn) => ({
    since: at(log, aThird(log, turn)),
    until: at(log, aThird(log, turn) + 60),
  }),
  'before a time': (log, turn) => ({ until: at(log, aThird(log, turn)) }),
  'about an agent': (log, turn) => ({ targetType: 'agent', targetId: anAgent(log, turn) }),
  'about an agent, by name': (log, turn) => ({ targetName: `Agent-${someAgent(log, turn)}@example.com` }),
  'involving an agent': (log, turn) => ({ involving: anAgent(log, turn) }),
  'about a group': ({ group }) => ({ targetType: 'group', targetId: group }),
  'involving a group': ({ group }) => ({ involving: group }),
  'about agents': () => ({ targetType: 'agent' }),
  'about groups, which is rare': () => ({ targetType: 'group' }),
  'by a token': () => ({ principalId: okta.id }),
  'by or about a token': () => ({ tokens: [okta.id] }),
  'by the name of a token': () => ({ principalName: 'Okta' }),
  'by one of two tokens': () => ({ tokens: [okta.id, apiTokenId('0199d2a0-1111-7000-8000-000000000002')] }),
  'by tokens': () => ({ principalKind: 'token' }),
  'by an operator, which is rare': () => ({ principalName: 'ada' }),
  'an action': () => ({ action: 'AgentUpdated' }),
  'an action that is rare': () => ({ action: 'AgentDeactivated' }),
  'an attribute': () => ({ attribute: 'profile.team' }),
  'an attribute that is rare': () => ({ attribute: 'profile.mentor' }),
  refused: () => ({ refused: true }),
  'refused with a code': () => ({ refusalCode: 'userNameTaken' }),
  'refused with a code that is rare': () => ({ refusalCode: 'groupNameTaken' }),
  'of a request': (log, turn) => ({ requestId: `request-${someEntry(log, turn)}` }),
  'an agent and an action': (log, turn) => ({ targetId: anAgent(log, turn), action: 'AgentUpdated' }),
  'an agent by name, and an action': (log, turn) => ({
    targetName: `agent-${someAgent(log, turn)}@example.com`,
    action: 'AgentUpdated',
  }),
  'an agent and an attribute': (log, turn) => ({ targetId: anAgent(log, turn), attribute: 'profile' }),
  'an agent by name, and refused': (log, turn) => ({
    targetName: `agent-${someAgent(log, turn)}@example.com`,
    refused: true,
  }),
  'an action, by a token, far inside': ({ positions, entries }, turn) => ({
    ...{ action: 'AgentUpdated', principalId: okta.id },
    before: positions + Math.floor(entries / 2) - turn,
  }),
  'an attribute that is rare, by a token': () => ({ attribute: 'profile.mentor', principalId: okta.id }),
  'an attribute that is rare, of agents': () => ({ attribute: 'profile.mentor', targetType: 'agent' }),
  'an action that is rare, by an operator': () => ({ action: 'AgentDeactivated', principalName: 'ada' }),
  'an action that is rare, before a time': (log, turn) => ({
    ...{ action: 'AgentDeactivated', until: at(log, aThird(log, turn)) },
  }),
  'an attribute, an action, and a time': (log, turn) => ({
    ...{ action: 'AgentUpdated', attribute: 'profile.team' },
    ...{ since: at(log, aThird(log, turn)), until: at(log, aThird(log, turn) + 60) },
  }),
};

/** Fills a log of each size, and measures each search in them. */
export async function measureAuditSearches(
  database: BenchDatabase,
  sizes: readonly number[],
): Promise<readonly QueryResult[]> {
  const examples: Examples[] = [];
  for (const entries of sizes) examples.push(await examplesOf(database, entries));
  const logs: Log[] = [];
  let began = Date.now();
  for (const example of examples) {
    logs.push(await openLog(database, example, began));
    began = Date.parse(entryTime(began, example.entries));
  }
  await indexEntries(database);
  await database.settle?.();
  return measureSearches(database, logs);
}

function measureSearches(database: BenchDatabase, logs: readonly Log[]): Promise<readonly QueryResult[]> {
  return inProcess(database.url, async ({ readAuditLog, caller }) => {
    const results: QueryResult[] = [];
    for (const [name, search] of Object.entries(searches)) {
      const ask = (log: Log, turn: number) =>
        timeOf(async () => {
          const found = await readAuditLog(caller(log.account), { ...search(log, turn), limit: pageSize });
          if (found.length === 0) throw new Error(`${name} found nothing of ${log.entries} entries.`);
        });
      results.push(await askInTurns(name, logs, ({ entries }) => entries, ask));
    }
    return results;
  });
}
