// `npm run bench:plans`: writes into docs/query-plans.md what the service asks MySQL for, and how MySQL answers. The account has a
// thousand agents, and what is few is fewer, so that it takes seconds and the plans are those of a large one.
// BENCH_DATABASE_URL names an empty MySQL database; otherwise Testcontainers starts one.
import { readFileSync, writeFileSync } from 'node:fs';
import { accountUserType } from '../../src/adapters/koa-scim/schemas/user-type.ts';
import { searchSubject } from '../../src/adapters/koa-scim/search/search-subject.ts';
import { sortOrder } from '../../src/adapters/koa-scim/search/sort-order.ts';
import type { SqlAgentReader } from '../../src/adapters/typeorm-persistence/agents/sql-agent-reader.ts';
import type { SqlValue } from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { KnownLists, usualBounds } from '../../src/adapters/typeorm-persistence/search/known-lists.ts';
import type { ListQuery } from '../../src/application/ports/list-page.ts';
import { everyone } from '../../src/criteria/criteria.ts';
import { accountId } from '../../src/domain/shared/identifiers.ts';
import { compileFilter } from '../../src/scim/filter/compile-filter.ts';
import { parseFilter } from '../../src/scim/filter/parse-filter.ts';
import { agentReaderOn } from '../support/agent-reader-on.ts';
import { connectTo, type MeasuredConnection } from '../support/measured-connection.ts';
import { startMysql } from './bench-mysql.ts';
import { inProcess } from './in-process.ts';
import { openCrowds } from './seed-crowd.ts';

const agents = 1_000;
const bounds = { ...usualBounds, fewMax: 300, someMax: 600, soonMax: 200 };
const file = 'docs/query-plans.md';
const value = '0000025';
const subject = searchSubject(
  accountUserType(['location', 'team'].map((name) => ({ name, multiValued: false, types: ['string'] }))),
  'https://rollcall.example.com',
);
const criteriaOf = (filter: string) => compileFilter(parseFilter(filter), subject);

/** By the filter. */
const asked: Readonly<Record<string, { readonly sortBy?: string }>> = {
  [`title eq "Title ${value}"`]: {},
  'title sw "Title 000002"': {},
  [`title eq "Title ${value}" and profile.team eq "Team ${value}"`]: {},
  [`title eq "Title ${value}" or userType eq "Type ${value}"`]: {},
  'emails[type eq "work" and value eq "crowd-25@example.com"]': {},
  [`title co "${value}"`]: {},
  // Members of a group by a rule.
  [`title eq "Title ${value}" and profile.team eq "Team ${value}" and active eq true`]: {},
  'active eq false': { sortBy: 'userName' },
  'title pr': { sortBy: 'userName' },
  'not (title pr)': { sortBy: 'userName' },
};

/** Tells which statements a work runs. */
class Listener {
  readonly heard: { readonly sql: string; readonly parameters: readonly SqlValue[] }[] = [];
  readonly connection: MeasuredConnection;

  constructor(to: MeasuredConnection) {
    this.connection = Object.assign(Object.create(to), {
      rows: (sql: string, parameters: readonly SqlValue[]) => {
        if (/agents AS a|agent_values/.test(sql)) this.heard.push({ sql, parameters });
        return to.rows(sql, parameters);
      },
    });
  }
}

const block = (language: string, text: string) => `\`\`\`${language}\n${text}\n\`\`\`\n`;

/** Without the columns of the page's rows. */
const shortened = (sql: string) =>
  sql.replace(/^SELECT a\.[\w., ]*?, (?=page\.sort_key|NULL AS sort_key)/, 'SELECT …, ');

const server = await startMysql();
try {
  const [crowd] = await openCrowds(server, [agents]);
  if (crowd === undefined) throw new Error('No account was made.');
  const sections: string[] = [];
  await inProcess(server.rollcall.url, async ({ caller }) => {
    const by = caller(accountId(crowd.id));
    const connection = await connectTo(server.rollcall.url, 60);
    const explain = async (title: string, work: (reader: SqlAgentReader) => Promise<unknown>) => {
      const listener = new Listener(connection);
      await work(agentReaderOn(listener.connection, by, new KnownLists(bounds)));
      sections.push(`## ${title}\n`);
      for (const { sql, parameters } of listener.heard) {
        const [plan] = await connection.rows<Record<string, string>>(
          `EXPLAIN FORMAT=TREE ${sql}`,
          parameters,
        );
        const tree = Object.values(plan ?? {})[0] ?? '';
        sections.push(
          block('sql', shortened(sql)),
          block('', tree.replaceAll(crowd.id, 'account').trimEnd()),
        );
      }
    };
    const page = { from: 'beginning', limit: 100, withTotal: false } as const;
    const list = (query: Partial<ListQuery>) => (reader: SqlAgentReader) =>
      reader.list({ criteria: everyone, ...page, ...query }, false);
    for (const [filter, { sortBy }] of Object.entries(asked)) {
      const ordering = sortOrder({ sortBy, sortOrder: 'ascending' }, subject);
      const order = sortBy === undefined ? '' : `, sorted by ${sortBy}`;
      await explain(`\`${filter}\`${order}, a page`, list({ criteria: criteriaOf(filter), ordering }));
    }
    await explain(
      'the number of those who satisfy `profile.location sw "location"`, counted to 100,000',
      (reader) => reader.count(criteriaOf('profile.location sw "location"'), 100_000),
    );
    await connection.close();
  });
  const [preface = ''] = readFileSync(file, 'utf8').split(/^## /m);
  writeFileSync(file, `${preface}${sections.join('\n')}`);
} finally {
  await server.stop();
}
