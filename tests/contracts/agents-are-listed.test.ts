import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SqlAgentReader } from '../../src/adapters/typeorm-persistence/agents/sql-agent-reader.ts';
import type { SqlValue } from '../../src/adapters/typeorm-persistence/connections/sql-connection.ts';
import { KnownLists, usualBounds } from '../../src/adapters/typeorm-persistence/search/known-lists.ts';
import type { ListPosition, ListQuery } from '../../src/application/ports/list-page.ts';
import {
  all,
  any,
  type ComparisonOperator,
  type Criteria,
  equals,
  everyone,
  not,
} from '../../src/criteria/criteria.ts';
import { matchCriteria } from '../../src/criteria/match-criteria.ts';
import type { Agent, AgentChange } from '../../src/domain/agent/agent.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { agentValues } from '../../src/domain/agent/agent-values.ts';
import { agentReaderOn } from '../support/agent-reader-on.ts';
import { anyCriteria, anyDescription, anySortField } from '../support/criteria.ts';
import { onEachDatabase } from '../support/databases.ts';
import { connectTo, type MeasuredConnection } from '../support/measured-connection.ts';
import { stageOn } from '../support/open-storage.ts';
import { provisioning, StoredAgents } from '../support/stored-agents.ts';

const agentsPerSample = 40;
const agentsWalkedThrough = 20_000;
/** Up to so many are sorted; where more satisfy a condition, each is asked, one by one where so many have a page among them. */
const plans = [
  { fewMax: 0, someMax: 0, soonMax: 100 },
  { fewMax: 0, someMax: 0, soonMax: 0 },
  { fewMax: 0, someMax: 1000, soonMax: 0 },
  { fewMax: 4, someMax: 4, soonMax: 0 },
  { fewMax: 12, someMax: 24, soonMax: 5 },
  { fewMax: 1000, someMax: 1000, soonMax: 100 },
] as const;
const idsOf = (agents: readonly Agent[]) => agents.map(({ state }) => state.id);

onEachDatabase('a list of agents', (product) => {
  const stage = stageOn(product);

  /** The ids on each page of a walk to the end. */
  async function walk(stored: StoredAgents, query: Partial<ListQuery>): Promise<string[][]> {
    const pages: string[][] = [];
    let from: ListPosition | 'beginning' | undefined = 'beginning';
    while (from !== undefined) {
      const page = await stored.list({ ...query, from, withTotal: false });
      pages.push(page.resources.map(({ agent }) => agent.state.id));
      from = page.next;
    }
    return pages;
  }

  /** A connection, and one like it that keeps what is asked. */
  async function listeningConnection() {
    const connection = await connectTo(stage().url);
    const asked: string[] = [];
    const listening: MeasuredConnection = Object.assign(Object.create(connection), {
      rows: (sql: string, parameters: readonly SqlValue[]) => {
        asked.push(sql);
        return connection.rows(sql, parameters);
      },
    });
    return { connection, listening, asked };
  }

  /** Readers of the same agents that go by different plans, as long as the work takes. */
  async function withPlans(
    { caller }: StoredAgents,
    work: (readers: readonly SqlAgentReader[]) => Promise<void>,
  ): Promise<void> {
    const connection = await connectTo(stage().url);
    try {
      await work(
        plans.map((plan) => agentReaderOn(connection, caller, new KnownLists({ ...usualBounds, ...plan }))),
      );
    } finally {
      await connection.close();
    }
  }

  async function sample(): Promise<{ stored: StoredAgents; agents: Agent[] }> {
    const stored = new StoredAgents(stage().storage);
    const descriptions = fc.sample(anyDescription, { numRuns: agentsPerSample, seed: 42 });
    const changes = descriptions.map((description) => provisioning(stored.caller, description));
    await stored.store(...changes);
    const agents = changes.map(({ state }) => state);
    // Some are changed afterwards, so that the index has rows that were replaced and rows that went.
    for (const [index, agent] of agents.slice(0, 10).entries()) {
      await stored.revise(agent.state.id, () => descriptions[agentsPerSample - 1 - index] ?? {});
      agents[index] = (await stored.find(agent.state.id)) ?? agent;
    }
    return { stored, agents };
  }

  test('is paged in the order of provisioning, with the total of all pages', async () => {
    const stored = new StoredAgents(stage().storage);
    const made: Agent[] = [];
    for (let index = 0; index < 7; index++) made.push(await stored.provision());
    const page = async (from: number, limit: number) => {
      const { resources, total } = await stored.list({ from, limit });
      return { ids: resources.map(({ agent }) => agent.state.id), total };
    };
    const ids = idsOf(made);
    expect(await page(0, 3)).toEqual({ ids: ids.slice(0, 3), total: 7 });
    expect(await page(3, 3)).toEqual({ ids: ids.slice(3, 6), total: 7 });
    expect(await page(6, 3)).toEqual({ ids: ids.slice(6), total: 7 });
    expect(await page(7, 3)).toEqual({ ids: [], total: 7 });
    expect(await page(0, 7)).toEqual({ ids, total: 7 });
    expect(await page(0, 0)).toEqual({ ids: [], total: 7 });
    const none = await stored.list({ from: 'beginning', limit: 0, withTotal: true });
    expect(none).toMatchObject({ resources: [], total: 7 });
    expect(await page(0, 0)).toEqual({ ids: [], total: 7 });
    expect(await walk(stored, { limit: 3 })).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
    expect(await walk(stored, { limit: 7 })).toEqual([ids]);
  });

  test('holds whom the criteria match in memory, and nobody else', async () => {
    const { stored, agents } = await sample();
    await withPlans(stored, (readers) =>
      fc.assert(
        fc.asyncProperty(anyCriteria, fc.constantFrom(...readers), async (criteria, reader) => {
          const expected = agents.filter((agent) => matchCriteria(agentValues({ agent }), criteria));
          const asked = { criteria, from: 0, withTotal: true };
          const page = await reader.list({ ...asked, limit: 100 }, false);
          expect(page.resources.map(({ agent }) => agent.state.id)).toEqual(idsOf(expected));
          expect(page.total).toBe(expected.length);
          expect((await reader.list({ ...asked, limit: 0 }, false)).total).toBe(expected.length);
        }),
        { numRuns: 250 },
      ),
    );
  });

  test('has the same page by any plan, in any order', async () => {
    const { stored, agents } = await sample();
    const expectedOf = (criteria: Criteria) =>
      agents.filter((agent) => matchCriteria(agentValues({ agent }), criteria)).map(({ state }) => state.id);
    await withPlans(stored, (readers) =>
      fc.assert(
        fc.asyncProperty(
          fc.array(anyCriteria, { minLength: 1, maxLength: 3 }),
          anySortField,
          fc.boolean(),
          fc.integer({ min: 4, max: 9 }),
          async (of, field, descending, limit) => {
            const criteria: Criteria = { kind: 'all', of };
            const query = { criteria, ordering: { field, descending }, withTotal: false };
            const whole = (await stored.list(query)).resources.map(({ agent }) => agent.state.id);
            expect(whole.toSorted()).toEqual(expectedOf(criteria).toSorted());
            const pages: string[] = [];
            let from: ListPosition | 'beginning' | undefined = 'beginning';
            // Each page by another plan than the one before.
            for (let turn = 0; from !== undefined; turn++) {
              const page: Awaited<ReturnType<SqlAgentReader['list']>> | undefined = await readers[
                turn % readers.length
              ]?.list({ ...query, from, limit }, false);
              pages.push(...(page?.resources ?? []).map(({ agent }) => agent.state.id));
              from = page?.next;
            }
            expect(pages).toEqual(whole);
            const byNumber = await readers[whole.length % readers.length]?.list(
              { ...query, from: limit, limit },
              false,
            );
            expect(byNumber?.resources.map(({ agent }) => agent.state.id)).toEqual(
              whole.slice(limit, 2 * limit),
            );
          },
        ),
        { numRuns: 60 },
      ),
    );
  });

  test('finds the few who lack what nearly everybody has by what they lack, in any order', async () => {
    const stored = new StoredAgents(stage().storage);
    for (let index = 0; index < 9; index++) {
      const title = index % 4 === 1 ? undefined : `Title ${9 - index}`;
      await stored.provision({ directory: { userType: `Type ${index % 2}`, ...(title && { title }) } });
    }
    const field = (path: string) => ({ path, type: 'text', caseExact: false }) as const;
    const lacking = (path: string) => not({ kind: 'present', field: field(path) });
    const { connection, listening, asked } = await listeningConnection();
    const reader = agentReaderOn(
      listening,
      stored.caller,
      new KnownLists({ ...usualBounds, fewMax: 4, someMax: 4, soonMax: 0 }),
    );
    for (const sortField of [agentFields.userName, agentFields.created, field('userType'), field('title')])
      for (const descending of [false, true]) {
        const ordering = { field: sortField, descending };
        const query = { criteria: lacking('title'), ordering, withTotal: false } as const;
        const whole = (await stored.list(query)).resources.map(({ agent }) => agent.state.id);
        expect(whole).toHaveLength(2);
        const first = await reader.list({ ...query, from: 'beginning', limit: 1 }, false);
        const second = await reader.list({ ...query, from: first.next ?? 0, limit: 1 }, false);
        const pages = [...first.resources, ...second.resources];
        expect(pages.map(({ agent }) => agent.state.id)).toEqual(whole);
        expect(asked.some((sql) => sql.includes(' EXCEPT '))).toBe(connection.isSqlite);
        asked.length = 0;
        const nobody = { ...query, criteria: lacking('userType'), from: 'beginning', limit: 1 } as const;
        expect((await reader.list(nobody, false)).resources).toEqual([]);
        asked.length = 0;
      }
    await connection.close();
  });

  test('is found by some who satisfy a condition, of whom the others are asked by sets, in any order', async () => {
    const stored = new StoredAgents(stage().storage);
    for (let index = 0; index < 12; index++)
      await stored.provision({
        directory: {
          ...(index < 6 && { nickName: `Nick ${index % 2}` }),
          ...(index % 3 === 1 && { title: `Title ${9 - index}` }),
        },
      });
    const field = (path: string) => ({ path, type: 'text', caseExact: false }) as const;
    const has = (path: string): Criteria => ({ kind: 'present', field: field(path) });
    const { connection, listening, asked } = await listeningConnection();
    const bounds = { ...usualBounds, fewMax: 3, someMax: 8, soonMax: 0 };
    const reader = agentReaderOn(listening, stored.caller, new KnownLists(bounds));
    for (const sortField of [agentFields.userName, agentFields.created, field('nickName'), field('title')])
      for (const descending of [false, true]) {
        const ordering = { field: sortField, descending };
        const query = { criteria: all(has('nickName'), not(has('title'))), ordering, withTotal: false };
        const whole = (await stored.list(query)).resources.map(({ agent }) => agent.state.id);
        expect(whole).toHaveLength(4);
        const first = await reader.list({ ...query, from: 'beginning', limit: 3 }, false);
        expect(asked.at(-1)).toMatch(/NOT \S+ IN \(SELECT/);
        const second = await reader.list({ ...query, from: first.next ?? 0, limit: 3 }, false);
        const pages = [...first.resources, ...second.resources];
        expect(pages.map(({ agent }) => agent.state.id)).toEqual(whole);
      }
    await connection.close();
  });

  test('is gone through from its first on where these are as wanted, before anything is counted', async () => {
    const stored = new StoredAgents(stage().storage);
    for (let index = 0; index < 12; index++)
      await stored.provision({ directory: { title: index < 8 ? 'Agent' : 'Clerk', userType: 'Human' } });
    const { connection, listening, asked } = await listeningConnection();
    const reader = agentReaderOn(listening, stored.caller, new KnownLists(usualBounds));
    const field = (path: string) => ({ path, type: 'text', caseExact: false }) as const;
    const compare = (path: string, operator: ComparisonOperator, value: string): Criteria => ({
      ...{ kind: 'compare', field: field(path), operator, value },
    });
    const hasE = any(compare('title', 'contains', 'e'), compare('userType', 'contains', 'e'));
    const counts = async (criteria: Criteria) => {
      asked.length = 0;
      const ordering = { field: agentFields.created, descending: false };
      const query = { criteria, ordering, from: 'beginning', limit: 3, withTotal: false } as const;
      expect((await reader.list(query, false)).resources).toHaveLength(3);
      return asked.filter((sql) => sql.includes(' AS counted')).length;
    };
    expect(await counts(all(compare('title', 'contains', 'gen'), hasE))).toBe(0);
    expect(await counts(all(compare('title', 'contains', 'lerk'), hasE))).toBeGreaterThan(0);
    // As a word of a search.
    const begins = (word: string) =>
      any(compare('title', 'startsWith', word), compare('displayName', 'startsWith', word));
    expect(await counts(begins('ag'))).toBe(0);
    expect(await counts(begins('cl'))).toBeGreaterThan(0);
    await connection.close();
  });

  test('is sorted by numbers as numbers, by any plan', async () => {
    const stored = new StoredAgents(stage().storage);
    const versions = [9, 10, 2, 11, 1];
    for (const version of versions) {
      const { state } = await stored.provision({ directory: { title: 'Agent' } });
      for (let made = 1; made < version; made++)
        await stored.revise(state.id, () => ({ displayName: `Name ${made}` }));
    }
    const title = { path: 'title', type: 'text', caseExact: false } as const;
    const version = { path: 'meta.version', type: 'text', caseExact: true } as const;
    await withPlans(stored, async (readers) => {
      for (const reader of readers)
        for (const from of [0, 1]) {
          const asked = { criteria: equals(title, 'Agent'), from, limit: 9, withTotal: false };
          const { resources } = await reader.list(
            { ...asked, ordering: { field: version, descending: false } },
            false,
          );
          const sorted = versions.toSorted((one, other) => one - other).slice(from);
          expect(resources.map(({ agent }) => agent.state.version)).toEqual(sorted);
        }
    });
  });

  test('is found by attributes that are called as what every object has', async () => {
    const stored = new StoredAgents(stage().storage);
    for (const name of ['toString', 'valueOf', 'constructor', 'hasOwnProperty']) {
      const agent = await stored.provision({ directory: { [name]: 'x' } });
      const field = { path: name, type: 'any', caseExact: false } as const;
      const { resources } = await stored.list({
        criteria: equals(field, 'x'),
        ordering: { field, descending: false },
      });
      expect([name, resources.map((found) => found.agent.state.id)]).toEqual([name, [agent.state.id]]);
    }
  });

  test('has the same order on pages by number, on a walk and, the other way round, in a descending list', async () => {
    const { stored } = await sample();
    const criteria = fc.oneof({ weight: 2, arbitrary: fc.constant(everyone) }, anyCriteria);
    await fc.assert(
      fc.asyncProperty(
        criteria,
        anySortField,
        fc.integer({ min: 1, max: 9 }),
        async (asked, field, limit) => {
          const query = { criteria: asked, ordering: { field, descending: false } };
          const whole = (await stored.list(query)).resources.map(({ agent }) => agent.state.id);
          expect((await walk(stored, { ...query, limit })).flat()).toEqual(whole);
          const paged: string[] = [];
          for (let from = 0; from < whole.length; from += limit) {
            const { resources, total } = await stored.list({ ...query, from, limit });
            paged.push(...resources.map(({ agent }) => agent.state.id));
            expect(total).toBe(whole.length);
          }
          expect(paged).toEqual(whole);
          const descending = { ...query, ordering: { field, descending: true } };
          expect((await walk(stored, { ...descending, limit })).flat()).toEqual(whole.toReversed());
          expect((await stored.list(descending)).resources.map(({ agent }) => agent.state.id)).toEqual(
            whole.toReversed(),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is sorted by the primary or first value, letter case aside, and last those without one', async () => {
    const stored = new StoredAgents(stage().storage);
    const roles = (...values: { value: string; primary?: boolean }[]) => ({ directory: { roles: values } });
    const third = await stored.provision(roles({ value: 'a' }, { value: 'C', primary: true }));
    const without = await stored.provision();
    const second = await stored.provision(roles({ value: 'b' }, { value: 'a' }));
    const first = await stored.provision(roles({ value: 'A' }));
    const alike = await stored.provision(roles({ value: 'a' }));
    const field = { path: 'roles.value', type: 'text', caseExact: false } as const;
    const { resources } = await stored.list({ ordering: { field, descending: false } });
    expect(resources.map(({ agent }) => agent.state.id)).toEqual(
      idsOf([first, alike, second, third, without]),
    );
  });

  test('is walked through without missing or repeating anybody, while others come and go', async () => {
    const stored = new StoredAgents(stage().storage);
    const newcomers = (count: number) => Array.from({ length: count }, () => provisioning(stored.caller));
    const provision = (changes: readonly AgentChange[]) =>
      stored.open.unitOfWork.transact(stored.caller, ({ agents }) => agents.storeProvisioned(changes));
    const made: AgentChange[] = [];
    while (made.length < agentsWalkedThrough) {
      const batch = newcomers(1000);
      await provision(batch);
      made.push(...batch);
    }
    const ids = made.map(({ state }) => state.state.id);
    const staying = ids.filter((_, index) => index % 25 !== 0);
    const leaving = made.filter((_, index) => index % 25 === 0);
    const met: string[] = [];
    let from: ListPosition | 'beginning' | undefined = 'beginning';
    while (from !== undefined) {
      const page = await stored.list({ from, limit: 500, withTotal: false });
      met.push(...page.resources.map(({ agent }) => agent.state.id));
      from = page.next;
      // From all over the list: some were met already, others are never to be.
      const gone = leaving.splice((leaving.length * 7) % 11, 10);
      await stored.store(...gone.map(({ state }) => state.remove(state.state.createdAt)));
      if (met.length < agentsWalkedThrough) await provision(newcomers(10));
    }
    expect(new Set(met).size).toBe(met.length);
    const seen = new Set(met);
    expect(staying.filter((id) => !seen.has(id))).toEqual([]);
  });

  test.each(['all', 'any'] as const)('answers a hundred criteria, of which %s have to hold', async (kind) => {
    const stored = new StoredAgents(stage().storage);
    const ada = await stored.provision({ directory: { title: 'Countess' } });
    await stored.provision({ directory: { title: 'Admiral' } });
    const field = { path: 'title', type: 'text', caseExact: false } as const;
    const operators = ['equals', 'startsWith', 'contains', 'greaterOrEqual'] as const;
    const of = Array.from({ length: 100 }, (_, index): Criteria => {
      const operator = operators[index % operators.length] ?? 'equals';
      return { kind: 'compare', field, operator, value: 'COUNTESS' };
    });
    const elements = of.map((part): Criteria => ({ kind: 'not', of: { kind: 'not', of: part } }));
    for (const parts of [of, elements]) {
      const { resources, total } = await stored.list({ criteria: { kind, of: parts } });
      expect([resources.map(({ agent }) => agent.state.id), total]).toEqual([[ada.state.id], 1]);
    }
  });

  test('counts only where the total is wanted', async () => {
    const stored = new StoredAgents(stage().storage);
    for (let index = 0; index < 3; index++) await stored.provision();
    expect(await stored.list({ from: 'beginning', limit: 2, withTotal: false })).not.toHaveProperty(
      'total',
      3,
    );
    expect(await stored.list({ from: 'beginning', limit: 2 })).toMatchObject({ total: 3 });
    expect(await stored.list({ criteria: equals(agentFields.active, true), limit: 2 })).toMatchObject({
      total: 3,
    });
  });
});
