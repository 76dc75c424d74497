import fc from 'fast-check';
import { type Connection, createConnection } from 'mysql2/promise';
import { expect, test } from 'vitest';
import { KnownLists } from '../../src/adapters/typeorm-persistence/search/known-lists.ts';
import type { ListPage, ListQuery } from '../../src/application/ports/list-page.ts';
import { equals, everyone } from '../../src/criteria/criteria.ts';
import { Agent, type AgentChange } from '../../src/domain/agent/agent.ts';
import { agentFields } from '../../src/domain/agent/agent-fields.ts';
import { agentId } from '../../src/domain/shared/identifiers.ts';
import { agentReaderOn } from '../support/agent-reader-on.ts';
import { desired, later, noon } from '../support/agents.ts';
import { onEachDatabase } from '../support/databases.ts';
import { connectTo } from '../support/measured-connection.ts';
import { numbered, stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

/** So small that a few agents go beyond all of them. */
const bounds = {
  fewMax: 3,
  someMax: 6,
  soonMax: 5,
  countedMin: 0,
  entriesMax: 60,
  entriesMany: 8,
  placesApart: 3,
};

/** The beginnings of ids. They come in any order, as where the clocks of processes differ. */
const anyId = fc.integer({ min: 0, max: 999_999_999 });
const step = fc.oneof(
  fc.record({
    does: fc.constant('provision' as const),
    ids: fc.array(anyId, { minLength: 1, maxLength: 6 }),
  }),
  fc.record({ does: fc.constantFrom('remove' as const, 'deactivate' as const), one: fc.nat() }),
  fc.record({ does: fc.constantFrom('undo' as const, 'number' as const, 'endLate' as const) }),
  fc.record({ does: fc.constant('beginLate' as const), id: anyId, isUndone: fc.boolean() }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What lists are asked for: all, some, and sorted, by either direction. */
const lists: readonly Pick<ListQuery, 'criteria' | 'ordering'>[] = [
  { criteria: everyone },
  { criteria: equals(agentFields.active, true) },
  { criteria: equals({ path: 'title', type: 'text', caseExact: false }, 'Agent') },
  { criteria: everyone, ordering: { field: agentFields.userName, descending: true } },
  {
    criteria: everyone,
    ordering: { field: { path: 'nickName', type: 'text', caseExact: false }, descending: false },
  },
];

onEachDatabase('a list that was asked for before', (product) => {
  const stage = stageOn(product);

  test('has the total and the pages of now, whatever came, went, was undone or committed late', async () => {
    const connection = await connectTo(stage().url);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 50 }), fc.nat(), async (steps, seed) => {
        const history = new History(new StoredAgents(stage().storage), stage().url);
        const caller = history.stored.caller;
        // Two processes, of which each remembers by itself, and one that remembers nothing.
        const [one, other] = [new KnownLists(bounds), new KnownLists(bounds)];
        const plain = agentReaderOn(connection, caller);
        try {
          for (const [index, each] of steps.entries()) {
            await history.take(each);
            const reader = agentReaderOn(connection, caller, index % 3 === 0 ? other : one);
            const query = lists[(seed + index) % lists.length] ?? { criteria: everyone };
            for (const from of [0, 2, (seed + 7 * index) % 30, 1000]) {
              for (const list of [query, { criteria: everyone }]) {
                const asked = { ...list, from, limit: 3, withTotal: true };
                const answer = idsOf(await reader.list(asked, false));
                expect({ index, asked, answer }).toEqual({
                  ...{ index, asked },
                  answer: idsOf(await plain.list(asked, false)),
                });
              }
            }
          }
        } finally {
          await history.end();
        }
      }),
      { numRuns: 8 },
    );
    await connection.close();
  });
});

const idsOf = ({ resources, total }: ListPage<{ readonly agent: Agent }>) => ({
  total,
  ids: resources.map(({ agent }) => agent.state.id),
});

/** What happens to an account, step by step. */
class History {
  private readonly agents: Agent[] = [];
  private readonly late: { readonly connection: Connection; readonly isUndone: boolean }[] = [];
  private made = 0;

  constructor(
    readonly stored: StoredAgents,
    private readonly url: string,
  ) {}

  async take(step: Step): Promise<void> {
    if (step.does === 'provision') {
      const changes = step.ids.map((id) => this.provisioning(id));
      await this.stored.store(...changes);
      this.agents.push(...changes.map(({ state }) => state));
    } else if (step.does === 'remove') {
      const [gone] = this.agents.splice(step.one % (this.agents.length || 1), 1);
      if (gone !== undefined) await this.stored.store(gone.remove(later));
    } else if (step.does === 'deactivate') {
      const index = step.one % (this.agents.length || 1);
      const agent = this.agents[index];
      const change = agent?.revise({ ...agent.desired(), active: !agent.desired().active }, later);
      if (change === undefined) return;
      await this.stored.store(change);
      this.agents[index] = change.state;
    } else if (step.does === 'undo') await this.undone();
    else if (step.does === 'beginLate') await this.beginLate(step.id, step.isUndone);
    else if (step.does === 'endLate') await this.endLate();
    else await numbered(this.stored.open);
  }

  /** Ends what is still under way. */
  async end(): Promise<void> {
    while (this.late.length > 0) await this.endLate();
  }

  private provisioning(beginning: number): AgentChange {
    this.made += 1;
    const number = this.made;
    const id = `0199d2a0-0000-7000-8000-${String(beginning * 1000 + number).padStart(12, '0')}`;
    const fields = {
      userName: `agent-${String(beginning % 100)}-${number}@example.com`,
      directory: { title: 'Agent', ...(number % 3 === 0 && { nickName: `nick ${beginning % 5}` }) },
    };
    return Agent.provision(agentId(id), this.stored.caller.accountId, desired(fields), noon);
  }

  private async undone(): Promise<void> {
    const change = this.provisioning(0);
    const undone = this.stored.open.unitOfWork.transact(this.stored.caller, async ({ agents }) => {
      await agents.store(change);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
  }

  /** On a server, an agent and its entry are written and not committed; the embedded database has one that writes. */
  private async beginLate(beginning: number, isUndone: boolean): Promise<void> {
    if (this.url.startsWith('sqlite:') || this.late.length === 3) return;
    const { accountId, id, userName } = this.provisioning(beginning).state.state;
    const connection = await createConnection(this.url.replace(/^mariadb:/, 'mysql:'));
    await connection.query('START TRANSACTION');
    await connection.query(
      `INSERT INTO agents (account_id, id, user_name, user_name_key, active, version, created_at, last_modified_at, attributes) VALUES (?, ?, ?, ?, 1, 1, ?, ?, '{"emails":[],"profile":{},"directory":{}}')`,
      [accountId, id, userName, userName, noon, noon],
    );
    await connection.query(
      "INSERT INTO journal (account_id, recorded_at, action, target_type, target_id, principal_kind, source, request_id, changes) VALUES (?, ?, 'AgentProvisioned', 'agent', ?, 'operator', 's', 'late', '[]')",
      [accountId, noon, id],
    );
    this.late.push({ connection, isUndone });
  }

  /** The one that was begun last ends first. */
  private async endLate(): Promise<void> {
    const { connection, isUndone } = this.late.pop() ?? {};
    await connection?.query(isUndone ? 'ROLLBACK' : 'COMMIT');
    await connection?.end();
  }
}
