import { randomUUID } from 'node:crypto';
import { type Measurement, measurementOf } from './measurement.ts';
import { user } from './okta-requests.ts';
import { openPools } from './pools.ts';
import { agentParameters, changesOf, journalParameters, statements, valueRows } from './statements.ts';

/** The database's own limits: the inserts and reads alone, as fast as `concurrency` loops can have them. */
export async function measureDatabase(
  url: string,
  accountId: string,
  ids: readonly string[],
  amount: number,
  concurrency: number,
): Promise<{ create: Measurement; read: Measurement }> {
  const { reads, writes } = openPools(url, concurrency);
  try {
    const create = await loop(amount, concurrency, async (index) => {
      const connection = await writes.getConnection();
      try {
        const id = randomUUID();
        const at = new Date().toISOString();
        const agent = user(`loop-${index}@example.com`);
        await connection.execute(statements.insertAgent, [
          ...agentParameters(accountId, id, agent, at),
          accountId,
          0,
        ]);
        const { password: _, groups: __, ...described } = agent;
        const values = valueRows(accountId, id, described);
        await connection.execute(statements.insertValues(values.length), values.flat());
        const entry = journalParameters(
          accountId,
          at,
          'AgentProvisioned',
          id,
          agent.userName,
          changesOf(agent),
        );
        await connection.execute(statements.insertJournalEntry, entry);
        await connection.query('COMMIT');
      } finally {
        connection.release();
      }
    });
    const read = await loop(amount, concurrency, async (index) => {
      await reads.execute(statements.selectAgent, [
        ...Array(4).fill(accountId),
        ids[index % ids.length] ?? '',
      ]);
    });
    return { create, read };
  } finally {
    await Promise.all([reads.end(), writes.end()]);
  }
}

async function loop(
  amount: number,
  concurrency: number,
  work: (index: number) => Promise<void>,
): Promise<Measurement> {
  const milliseconds: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < amount) {
        const index = next++;
        const before = performance.now();
        await work(index);
        milliseconds.push(performance.now() - before);
      }
    }),
  );
  return measurementOf(milliseconds, performance.now() - started);
}
