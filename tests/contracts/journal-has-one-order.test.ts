import { expect, test } from 'vitest';
import { SqlNumberedEntries } from '../../src/adapters/audit-log/sql-numbered-entries.ts';
import type { OpenStorage } from '../../src/adapters/typeorm-persistence/open-storage.ts';
import { bytesPerPageMax } from '../../src/application/ports/event-feed.ts';
import { DomainError } from '../../src/domain/shared/domain-error.ts';
import { later } from '../support/agents.ts';
import { administer, onEachDatabase, onEachServer } from '../support/databases.ts';
import { numbered, openDatabase, recordRefusal, stageOn } from '../support/open-storage.ts';
import { callerIn, provisioning, StoredAgents } from '../support/stored-agents.ts';

/** All that has a position, the oldest first; read in steps of so few that it goes on. */
async function order({ logConnections }: OpenStorage) {
  const reader = new SqlNumberedEntries(logConnections);
  const seen: { readonly position: number; readonly entry: string }[] = [];
  for (;;) {
    const entries = await reader.from(seen.length + 1, 7);
    if (entries.length === 0) return seen;
    for (const { position, accountId, requestId } of entries)
      seen.push({ position, entry: `${accountId} ${requestId}` });
  }
}

onEachDatabase('the journals of all accounts', (product) => {
  const stage = stageOn(product);

  test('have one order, dense from 1 and final, whoever reads it and whatever is written meanwhile', async () => {
    const { storage, url } = stage();
    const others = openDatabase(url);
    const writers = [storage, others].flatMap((open) => [new StoredAgents(open), new StoredAgents(open)]);
    let known: Awaited<ReturnType<typeof order>> = [];
    for (let round = 0; round < 3; round++) {
      const written = writers.map(async (stored) => {
        for (let index = 0; index < 4; index++) {
          await stored.provision();
          const undone = stored.open.unitOfWork.transact(stored.caller, async (scope) => {
            await scope.agents.store(provisioning(stored.caller));
            throw new Error('undone');
          });
          await expect(undone).rejects.toThrow('undone');
        }
      });
      await Promise.all([...written, numbered(storage), numbered(others)]);
      await Promise.all([numbered(storage), numbered(others)]);
      const seen = await order(storage);
      expect(seen.map(({ position }) => position)).toEqual(seen.map((_, index) => index + 1));
      expect(seen.slice(0, known.length)).toEqual(known);
      expect(await order(others)).toEqual(seen);
      expect(await new SqlNumberedEntries(others.logConnections).last()).toBe(seen.length);
      expect(seen).toHaveLength((round + 1) * writers.length * 4);
      known = seen;
    }
    await others.storage.close();
  });

  test('are read by position, as many entries as fit into a page and one at least', async () => {
    const { storage } = stage();
    await numbered(storage);
    const reader = new SqlNumberedEntries(storage.logConnections);
    const start = await reader.last();
    const sizes = [10, bytesPerPageMax + 1, 10, 10];
    for (const size of sizes) {
      const refusal = new DomainError('agentNotFound', 'x'.repeat(size));
      await recordRefusal(storage, callerIn(), { action: `Test${size}` }, refusal);
    }
    await numbered(storage);
    const page = async (position: number) =>
      (await reader.from(position, 100)).map((entry) => entry.position - start);
    expect(await page(start + 1)).toEqual([1]);
    expect(await page(start + 2)).toEqual([2]);
    expect(await page(start + 3)).toEqual([3, 4]);
    expect(await page(start + 5)).toEqual([]);
  });

  test('have the entries that a process of the version before adds, which knows of no positions', async () => {
    const { storage, url } = stage();
    await numbered(storage);
    const reader = new SqlNumberedEntries(storage.logConnections);
    const last = await reader.last();
    for (const requestId of ['old-1', 'old-2'])
      await administer(
        url,
        `INSERT INTO journal (account_id, recorded_at, action, principal_kind, source, request_id, changes) VALUES ('x', '${later}', 'Test', 'anonymous', 's', '${requestId}', '[]')`,
      );
    await recordRefusal(
      storage,
      { ...callerIn(), requestId: 'new' },
      { action: 'Test' },
      new DomainError('agentNotFound', 'x'),
    );
    await numbered(storage);
    const added = await reader.from(last + 1, 9);
    expect(added.map(({ requestId }) => requestId)).toEqual(['old-1', 'old-2', 'new']);
    expect(await reader.last()).toBe(last + 3);
  });

  test('show the newest entries about a target to whoever writes, whether they have a position or not', async () => {
    const stored = new StoredAgents(stage().storage);
    const agent = await stored.provision();
    const newest = (limit: number) =>
      stored.open.unitOfWork.transact(stored.caller, async ({ journal }) =>
        (await journal.newestAbout('agent', agent.state.id, limit)).map(({ action }) => action),
      );
    expect(await newest(9)).toEqual(['AgentProvisioned']);
    await numbered(stored.open);
    await stored.store(agent.deactivate(later));
    expect(await newest(9)).toEqual(['AgentDeactivated', 'AgentProvisioned']);
    expect(await newest(1)).toEqual(['AgentDeactivated']);
    await numbered(stored.open);
    expect(await newest(9)).toEqual(['AgentDeactivated', 'AgentProvisioned']);
  });
});

onEachServer('the journals of all accounts', (product) => {
  const stage = stageOn(product);

  test('get their positions in steps, however many entries wait', async () => {
    const { storage } = stage();
    const caller = callerIn();
    const entries = 2500;
    await storage.unitOfWork.transact(caller, async (scope) => {
      for (let index = 0; index < entries; index++)
        scope.recordRefusal({ action: `Test${index}` }, new DomainError('agentNotFound', 'x'), later);
    });
    await numbered(storage);
    expect(await administer(stage().url, 'SELECT id FROM journal WHERE position IS NULL')).toEqual([]);
    const inOrder = 'SELECT COUNT(*) AS found FROM journal WHERE action = CONCAT("Test", position - 1)';
    expect(await administer(stage().url, inOrder)).toEqual([{ found: entries }]);
  });
});
