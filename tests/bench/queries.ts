// How long each kind of query takes at several sizes of an account, for the same number of matches.
import mysql from 'mysql2/promise';
import { accountId, groupId } from '../../src/domain/shared/identifiers.ts';
import { inProcess } from './in-process.ts';
import { askInTurns, type QueryResult, queryResult } from './measurement.ts';
import { type Crowd, matchesPerValue } from './seed-crowd.ts';
import { startRollcall, type Target } from './targets.ts';

interface Query {
  readonly name: string;
  /** How many resources the answer must have. */
  readonly expected: number;
  readonly path: (agents: number, turn: number) => string;
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const pageSize = 100;

const filtered = (filter: string): string => `/Users?filter=${encodeURIComponent(filter)}&count=${pageSize}`;
const groupsOf = (agents: number): number => Math.floor(agents / matchesPerValue);
const numbered = (value: number): string => String(value).padStart(7, '0');
/** Another value in each turn, anywhere in the account. */
const some = (agents: number, turn: number): string => numbered((turn * 7919 + 11) % (groupsOf(agents) - 2));
const lastButOne = (agents: number): string => numbered(groupsOf(agents) - 2);
const at = (second: number): string => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();

const sharing = (name: string, filter: (value: string) => string): Query => ({
  name,
  expected: matchesPerValue,
  path: (agents, turn) => filtered(filter(some(agents, turn))),
});

/** What a process remembers once it was asked for (decision 56). */
const lists: readonly Query[] = [
  { name: 'totalResults of all', expected: 0, path: () => '/Users?count=0' },
  {
    name: 'totalResults of active',
    expected: 0,
    path: () => `/Users?filter=${encodeURIComponent('active eq true')}&count=0`,
  },
  { name: 'first page by index', expected: pageSize, path: () => `/Users?count=${pageSize}` },
  {
    name: 'page by index, anywhere',
    expected: pageSize,
    path: (agents, turn) =>
      `/Users?count=${pageSize}&startIndex=${((turn * 611_953) % (agents - pageSize)) + 1}`,
  },
  {
    name: 'last page by index',
    expected: pageSize,
    path: (agents) => `/Users?count=${pageSize}&startIndex=${agents - pageSize + 1}`,
  },
];

const queries: readonly Query[] = [
  sharing('title eq', (value) => `title eq "Title ${value}"`),
  sharing('title sw', (value) => `title sw "title ${value}"`),
  {
    name: 'title gt',
    expected: matchesPerValue,
    path: (agents) => filtered(`title gt "Title ${lastButOne(agents)}"`),
  },
  sharing('name.familyName eq', (value) => `name.familyName eq "Family ${value}"`),
  sharing('userType eq', (value) => `userType eq "Type ${value}"`),
  sharing('enterprise department eq', (value) => `${enterprise}:department eq "Department ${value}"`),
  sharing('profile.costCenter eq', (value) => `profile.costCenter eq "Cost ${value}"`),
  sharing('profile.location sw', (value) => `profile.location sw "location ${value}"`),
  { name: 'profile.mentor pr', expected: matchesPerValue, path: () => filtered('profile.mentor pr') },
  {
    name: 'externalId eq',
    expected: 1,
    path: (agents, turn) => filtered(`externalId eq "00u${(turn * 7919) % agents}"`),
  },
  {
    name: 'emails[type and value]',
    expected: 1,
    path: (agents, turn) =>
      filtered(`emails[type eq "work" and value eq "crowd-${(turn * 7919) % agents}@example.com"]`),
  },
  { name: 'active eq false', expected: matchesPerValue, path: () => filtered('active eq false') },
  {
    name: 'meta.created gt',
    expected: matchesPerValue,
    path: (agents) => filtered(`meta.created gt "${at(agents - matchesPerValue - 1)}"`),
  },
  {
    name: 'meta.lastModified range',
    expected: matchesPerValue,
    path: (agents, turn) => {
      const from = (turn * 7919) % (agents - matchesPerValue);
      return filtered(
        `meta.lastModified ge "${at(from)}" and meta.lastModified lt "${at(from + matchesPerValue)}"`,
      );
    },
  },
  sharing('and', (value) => `title eq "Title ${value}" and profile.team eq "Team ${value}"`),
  sharing('or', (value) => `title eq "Title ${value}" or userType eq "Type ${value}"`),
  sharing('title co', (value) => `title co "${value}"`),
  ...lists,
  {
    name: 'sorted by title, first page',
    expected: pageSize,
    path: () => `/Users?sortBy=title&count=${pageSize}`,
  },
  {
    name: 'sorted by title, last page',
    expected: pageSize,
    path: (agents) => `/Users?sortBy=title&count=${pageSize}&startIndex=${agents - pageSize + 1}`,
  },
];

const turns = 15;

/** Sends a request and tells how long its answer took. @throws Error for any other answer than the expected one. */
async function timed(
  target: Target,
  token: string,
  path: string,
  init: { readonly method?: string; readonly body?: unknown; readonly status?: number } = {},
): Promise<{ readonly milliseconds: number; readonly body: Record<string, unknown> }> {
  const { method = 'GET', body, status = 200 } = init;
  const startedAt = performance.now();
  const response = await fetch(target.baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const milliseconds = performance.now() - startedAt;
  if (response.status !== status) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return { milliseconds, body: text === '' ? {} : JSON.parse(text) };
}

async function measureQueries(target: Target, accounts: readonly Crowd[]): Promise<QueryResult[]> {
  const results: QueryResult[] = [];
  for (const { name, path, expected } of queries) {
    const ask = async ({ agents, token }: Crowd, turn: number) => {
      const { milliseconds, body } = await timed(target, token, path(agents, turn));
      if (body.itemsPerPage === expected) return milliseconds;
      throw new Error(`${name} found ${body.itemsPerPage} of ${agents} agents, not ${expected}.`);
    };
    results.push(await askInTurns(name, accounts, agentsOf, ask));
  }
  return results;
}

const agentsOf = ({ agents }: Crowd): number => agents;

/** The same lists when the process is asked for them first. */
async function measureFirstLists(target: Target, accounts: readonly Crowd[]): Promise<QueryResult[]> {
  const results: QueryResult[] = [];
  for (const { name, path } of lists) {
    const times = new Map<number, number[]>();
    for (const { agents, token } of accounts)
      times.set(agents, [(await timed(target, token, path(agents, 1))).milliseconds]);
    results.push(queryResult(`${name}, first`, times));
  }
  return results;
}

/** A page by cursor at the beginning of a walk, and after half of the account. */
async function measureWalks(target: Target, accounts: readonly Crowd[]): Promise<QueryResult[]> {
  const early = new Map<number, number[]>();
  const late = new Map<number, number[]>();
  for (const { agents, token } of accounts) {
    let cursor = '';
    const times: number[] = [];
    const pages = Math.min(200, Math.floor(agents / pageSize));
    for (let page = 0; page < pages; page++) {
      const { milliseconds, body } = await timed(target, token, `/Users?count=${pageSize}&cursor=${cursor}`);
      cursor = String(body.nextCursor ?? '');
      // The first page counts the account, where that is not known.
      if (page > 0) times.push(milliseconds);
    }
    early.set(agents, times.slice(0, 5));
    late.set(agents, times.slice(-5));
  }
  return [
    queryResult('page by cursor, pages 2 to 6', early),
    queryResult('page by cursor, the last 5 of 200', late),
  ];
}

/** Puts one member in and takes it out again, in groups of several sizes. */
async function measureMembers(target: Target, url: string, account: Crowd): Promise<QueryResult> {
  const sizes = [5, 5_000, 50_000].filter((size) => size < account.agents);
  const connection = await mysql.createConnection(url);
  const times = new Map(sizes.map((size) => [size, [] as number[]]));
  const groups = new Map<number, string>();
  for (const size of sizes) {
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: `Group of ${size}`,
    };
    const created = await timed(target, account.token, '/Groups', { method: 'POST', body, status: 201 });
    groups.set(size, String(created.body.id));
    await connection.query(
      'INSERT INTO memberships (account_id, group_id, agent_id) SELECT account_id, ?, id FROM agents WHERE account_id = ? ORDER BY id LIMIT ?',
      [created.body.id, account.id, size],
    );
  }
  const [[outsider]] = (await connection.query(
    'SELECT id FROM agents WHERE account_id = ? ORDER BY id DESC LIMIT 1',
    [account.id],
  )) as unknown as [[{ id: string }]];
  await connection.query('ANALYZE TABLE memberships, agent_groups');
  await connection.end();
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
  const add = { schemas, Operations: [{ op: 'add', path: 'members', value: [{ value: outsider.id }] }] };
  const remove = { schemas, Operations: [{ op: 'remove', path: `members[value eq "${outsider.id}"]` }] };
  for (let turn = -2; turn < turns; turn++) {
    for (const size of sizes) {
      for (const body of [add, remove]) {
        const path = `/Groups/${groups.get(size)}`;
        const { milliseconds } = await timed(target, account.token, path, {
          method: 'PATCH',
          body,
          status: 204,
        });
        if (turn >= 0) times.get(size)?.push(milliseconds);
      }
    }
  }
  return queryResult('one member in or out of a group', times);
}

/** How long a thousand creates take in one Bulk request, and one after the other. */
async function measureBulk(target: Target, token: string): Promise<QueryResult> {
  const agents = 1000;
  const userOf = (name: string) => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: `${name}@example.com`,
    name: { givenName: 'Bulk', familyName: name },
    title: 'Support Agent',
    profile: { location: 'Austin', costCenter: '410' },
  });
  const Operations = Array.from({ length: agents }, (_, index) => ({
    method: 'POST',
    path: '/Users',
    bulkId: `b${index}`,
    data: userOf(`bulk-${index}`),
  }));
  const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations };
  const bulk = await timed(target, token, '/Bulk', { method: 'POST', body });
  const results = bulk.body.Operations as { status: string }[];
  const created = results.filter(({ status }) => status === '201').length;
  if (created !== agents) throw new Error(`Bulk created ${created} of ${agents} agents.`);
  let single = 0;
  for (let index = 0; index < 100; index++) {
    const request = { method: 'POST', body: userOf(`single-${index}`), status: 201 };
    single += (await timed(target, token, '/Users', request)).milliseconds;
  }
  const perAgent = { 1: single / 100, [agents]: bulk.milliseconds / agents };
  return {
    name: 'create: alone, and in a Bulk of 1000',
    milliseconds: perAgent,
    growth: (perAgent[agents] ?? Number.NaN) / perAgent[1],
  };
}

interface RuledAccount extends Crowd {
  readonly group: string;
  readonly rule: string;
}

/** A group with a rule of two indexed conditions in each of the greater accounts. */
async function ruledAccounts(url: string, accounts: readonly Crowd[]): Promise<readonly RuledAccount[]> {
  return inProcess(url, async ({ createRuleGroup, caller }) => {
    const ruled: RuledAccount[] = [];
    for (const account of accounts.filter(({ agents }) => agents >= ruledAgentsMin)) {
      const value = some(account.agents, 0);
      const rule = `title eq "Title ${value}" and profile.team eq "Team ${value}"`;
      const creation = { desired: { displayName: 'Ruled' }, rule: { text: rule } };
      const made = await createRuleGroup(caller(accountId(account.id)), creation);
      if (made.members !== matchesPerValue) throw new Error(`The rule has ${made.members} members.`);
      ruled.push({ ...account, rule, group: made.group.state.id });
    }
    return ruled;
  });
}

const ruledAgentsMin = 10_000;

/** The members of a group that a rule governs, their number, the group itself, and what a preview of a rule takes. */
async function measureRuled(
  target: Target,
  url: string,
  accounts: readonly RuledAccount[],
): Promise<QueryResult[]> {
  const membersPath = (group: string, count: number) =>
    `/Users?filter=${encodeURIComponent(`groups.value eq "${group}"`)}&count=${count}`;
  const questions: Readonly<Record<string, (account: RuledAccount) => Promise<number>>> = {
    'first page of members': async ({ token, group }) =>
      (await timed(target, token, membersPath(group, pageSize))).milliseconds,
    'number of members': async ({ token, group }) =>
      (await timed(target, token, membersPath(group, 0))).milliseconds,
    'group with its members': async ({ token, group }) =>
      (await timed(target, token, `/Groups/${group}`)).milliseconds,
  };
  const results: QueryResult[] = [];
  for (const [name, ask] of Object.entries(questions))
    results.push(await askInTurns(name, accounts, agentsOf, ask));
  await inProcess(url, async ({ previewRule, caller }) => {
    const preview = (text: (account: RuledAccount) => string) => async (account: RuledAccount) => {
      const startedAt = performance.now();
      const asked = { groupId: groupId(account.group), rule: { text: text(account) } };
      await previewRule(caller(accountId(account.id)), asked);
      return performance.now() - startedAt;
    };
    results.push(
      await askInTurns(
        'preview, few match',
        accounts,
        agentsOf,
        preview(({ rule }) => rule),
      ),
    );
    const everyone = preview(() => 'profile.location sw "location" and active eq true');
    results.push(await askInTurns('preview, everybody matches', accounts, agentsOf, everyone, 3));
  });
  return results;
}

export interface QueryReport {
  readonly queries: readonly QueryResult[];
  readonly ruled: readonly QueryResult[];
  readonly members: QueryResult;
  readonly bulk: QueryResult;
}

/** Measures all of it in accounts of several sizes. */
export async function measureSizes(
  url: string,
  accounts: readonly Crowd[],
  connections: number,
): Promise<QueryReport> {
  const target = await startRollcall(url, connections);
  try {
    const largest = accounts.toSorted((left, right) => right.agents - left.agents)[0];
    if (largest === undefined) throw new Error('There is no account to measure.');
    const found = [
      ...(await measureFirstLists(target, accounts)),
      ...(await measureQueries(target, accounts)),
      ...(await measureWalks(target, accounts)),
    ];
    const ruled = await measureRuled(target, url, await ruledAccounts(url, accounts));
    const members = await measureMembers(target, url, largest);
    return { queries: found, ruled, members, bulk: await measureBulk(target, largest.token) };
  } finally {
    await target.stop();
  }
}
