import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FilterRuleLanguage } from '../../src/adapters/koa-scim/rule-language/filter-rule-language.ts';
import { groupTypes } from '../../src/adapters/koa-scim/schemas/group-types.ts';
import { accountUserType } from '../../src/adapters/koa-scim/schemas/user-type.ts';
import { searchSubject } from '../../src/adapters/koa-scim/search/search-subject.ts';
import { sortOrder } from '../../src/adapters/koa-scim/search/sort-order.ts';
import { SqlAgentReader } from '../../src/adapters/typeorm-persistence/agents/sql-agent-reader.ts';
import { mysqlDialect } from '../../src/adapters/typeorm-persistence/dialects/mysql/mysql-dialect.ts';
import { sqliteDialect } from '../../src/adapters/typeorm-persistence/dialects/sqlite/sqlite-dialect.ts';
import { SqlGroupReader } from '../../src/adapters/typeorm-persistence/groups/sql-group-reader.ts';
import type { AccountPolicies } from '../../src/adapters/typeorm-persistence/policy/account-policies.ts';
import { AccountScope } from '../../src/adapters/typeorm-persistence/scope/account-scope.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { ListQuery } from '../../src/application/ports/list-page.ts';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { groupLimits } from '../../src/domain/group/group-limits.ts';
import { ruleCriteria } from '../../src/domain/group/membership-rule.ts';
import type { AccountPolicy } from '../../src/domain/membership/account-policy.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { compileFilter } from '../../src/scim/filter/compile-filter.ts';
import { parseFilter } from '../../src/scim/filter/parse-filter.ts';
import { clockAt, noon } from '../support/agents.ts';
import { anySearch, type Search, searchedBaseUrl } from '../support/any-search.ts';
import { crowdAccount } from '../support/crowded-account.ts';
import { onEachServer, sqlite } from '../support/databases.ts';
import { connectTo, type MeasuredConnection } from '../support/measured-connection.ts';
import { serverOn, type TestServer } from '../support/start-server.ts';
import { ruleOf, storeRuleGroups } from '../support/stored-rules.ts';

const agents = 20_000;
/** What grows with the square of the account costs hundreds of scans; whatever is asked of each agent costs a part of one. */
const scansMax = 20;
const scansPerRuleConditionMax = 1 / 5;

const known = ['team', 'level', 'skills', 'hired'].map((name) => ({
  ...{ name, multiValued: name === 'skills' },
  types: [name === 'level' ? ('number' as const) : ('string' as const)],
}));
const subjects = {
  Users: searchSubject(accountUserType(known), searchedBaseUrl),
  Groups: searchSubject(groupTypes.agents, searchedBaseUrl),
};
/** Some find their members by an index, some have to be asked about everybody, and most have none. */
const rules = (index: number): string => {
  const each = [
    `profile.team eq "team 0000${10 + (index % 30)}" and title eq "title ${String(index).padStart(6, '0')}"`,
    `title co "x${index}" or not (profile.team eq "team ${index}" and title sw "q")`,
    `roles[value eq "admin" and type eq "x${index}"] or nickName sw "nick 0${index}"`,
    `title sw "title 000${index % 10}"`,
    `not (userType pr) and title co "q${index}"`,
  ];
  return each[index % each.length] ?? '';
};
const listed = { sortOrder: 'ascending', from: 0, limit: 100, withTotal: true } as const;
/** What was seen to grow with the square of the account, or to end for its time. */
const seen: readonly Search[] = [
  ...['title co "x"', 'title eq null', 'emails[type eq "work" and value co "x"]'].map(
    (filter): Search => ({ ...listed, of: 'Users', filter: `not (${filter})` }),
  ),
  {
    ...listed,
    of: 'Users',
    filter: 'title co "1" and nickName co "2" and userType gt "a" and userType lt "z"',
  },
  { ...listed, of: 'Users', filter: 'not (groups pr)' },
  { ...listed, of: 'Users', filter: 'groups.$ref ew "/x"', sortBy: 'title' },
  { ...listed, of: 'Groups', filter: 'members.display sw "agent"' },
  { ...listed, of: 'Groups', filter: 'members.display pr', sortBy: 'displayName' },
  { ...listed, of: 'Groups', filter: 'members eq null' },
];

/** CI asks for the same each time; elsewhere each run asks for something else. `FC_SEED` repeats a run. */
const seed = Number(process.env.FC_SEED ?? (process.env.CI ? 20_261_125 : Date.now() % 2 ** 31));

const conditionsIn = (criteria: Criteria): number => {
  if (criteria.kind === 'all' || criteria.kind === 'any')
    return criteria.of.reduce((sum, part) => sum + conditionsIn(part), 0);
  return criteria.kind === 'element' || criteria.kind === 'not' ? conditionsIn(criteria.of) : 1;
};

/** An account with as many rules as it may have, on a connection that tells what a search costs. */
async function crowdedAccount(server: TestServer, connection: MeasuredConnection): Promise<Caller> {
  const { caller } = await server.openAccount();
  await crowdAccount(connection, caller.accountId, agents);
  const language = new FilterRuleLanguage();
  const texts = Array.from({ length: groupLimits.rulesMax }, (_, index) => rules(index));
  await storeRuleGroups(
    server.unitOfWork,
    caller,
    texts.map((text) => ruleOf(language.parse(text, known), { text, includesDeactivated: false })),
  );
  return caller;
}

async function expectFewScans(server: TestServer, connection: MeasuredConnection, caller: Caller) {
  const policy = await server.unitOfWork.transact(caller, (scope) => scope.policy.current());
  const list = listsOf(connection, caller, policy);
  const readAll = () =>
    connection.rows('SELECT COUNT(value_rest) FROM agent_values WHERE account_id = ?', [caller.accountId]);
  await readAll();
  const scan = await connection.costOf(readAll);
  const ofRules = policy.ruleGroups.all.reduce(
    (sum, { rule, kind }) => sum + conditionsIn(ruleCriteria(rule, kind)),
    0,
  );
  process.stdout.write(`Searches are measured with FC_SEED=${seed}.\n`);
  for (const search of [...seen, ...fc.sample(anySearch, { numRuns: 50, seed })]) {
    const asksOfRules = /groups|members/.test(search.filter);
    const scans = (await connection.costOf(() => list(search))) / scan;
    const max = scansMax + (asksOfRules ? ofRules * scansPerRuleConditionMax : 0);
    expect({ search, scans }).toSatisfy(() => scans <= max);
  }
}

/** Lists what is searched for, as the service does, on a connection of the test's own. */
function listsOf(connection: MeasuredConnection, caller: Caller, policy: AccountPolicy) {
  const scope = new AccountScope(
    connection,
    connection.isSqlite ? sqliteDialect : mysqlDialect,
    caller,
    false,
    clockAt(noon),
  );
  const policies = {
    current: async () => ({ version: 1, policy }),
    ofVersion: async () => policy,
  } as unknown as AccountPolicies;
  const groups = new SqlGroupReader(scope, policies);
  const users = new SqlAgentReader(scope, policies, groups);
  return async ({ of, filter, from, limit, withTotal, ...sorted }: Search) => {
    const subject = subjects[of];
    const criteria = compileFilter(parseFilter(filter), subject);
    const list = (start: ListQuery['from']) => {
      const query = { criteria, ordering: sortOrder(sorted, subject), from: start, limit, withTotal };
      return of === 'Groups' ? groups.list(query, false) : users.list(query, false);
    };
    try {
      const first = await list(from === 'cursor' ? 'beginning' : from);
      if (from === 'cursor' && first.next !== undefined) await list(first.next);
    } catch (error) {
      // Refused before anything is asked of the database.
      if (!(error instanceof DomainError && error.code === 'criteriaTooWide')) throw error;
    }
  };
}

describe.each([
  { statistics: 'no statistics', analyze: false },
  { statistics: 'statistics of an account that was small', analyze: true },
])('a search among many agents on SQLite with $statistics', ({ analyze }) => {
  const server = serverOn(sqlite);

  test('costs a few scans of the account', { timeout: 600_000 }, async () => {
    const connection = await connectTo(server().databaseUrl);
    if (analyze) {
      const small = await server().openAccount();
      await small.provisionMany(3, (index) => ({ directory: { title: `Title ${index}` } }));
      await connection.run('ANALYZE', []);
    }
    const caller = await crowdedAccount(server(), connection);
    await expectFewScans(server(), connection, caller);
    await connection.close();
  });
});

onEachServer('a search among many agents', (product) => {
  const server = serverOn(product);

  test('reads as much as a few scans of the account do, and ends in time', { timeout: 600_000 }, async () => {
    const connection = await connectTo(server().databaseUrl);
    const caller = await crowdedAccount(server(), connection);
    // Servers look at a table again some seconds after it has grown.
    await connection.rows('ANALYZE TABLE agents, agent_values, memberships, agent_groups', []);
    await expectFewScans(server(), connection, caller);
    await connection.close();
  });
});
