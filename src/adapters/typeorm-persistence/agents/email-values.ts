import type { Agent } from '../../../domain/agent/agent.ts';
import { foldCase } from '../../../domain/shared/fold-case.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';

const remove = new AccountStatement(
  "DELETE FROM agent_values WHERE account_id = :account AND path = 'emails.value' AND value_key = ? AND agent_id = ?",
);

/**
 * Keeps the index of the addresses that an agent has beside its primary one, which is the userName and has an
 * index already: what Okta usually sends needs no row and no statement.
 */
export async function storeEmailValues(
  scope: AccountScope,
  before: Agent | undefined,
  after: Agent,
): Promise<void> {
  const old = valuesOf(before);
  const now = after.state.status === 'removed' ? new Set<string>() : valuesOf(after);
  const { id } = after.state;
  for (const value of old) if (!now.has(value)) await scope.run(remove, [value, id]);
  const added = [...now].filter((value) => !old.has(value));
  if (added.length > 0)
    await scope.run(
      insertOf(added.length),
      added.flatMap((value) => [value, id]),
    );
}

const valuesOf = (agent: Agent | undefined): ReadonlySet<string> =>
  new Set(agent?.state.emails.filter(({ primary }) => primary !== true).map(({ value }) => foldCase(value)));

const insertOf = (rows: number): AccountStatement =>
  new AccountStatement(
    `INSERT INTO agent_values (account_id, path, value_key, agent_id) VALUES ${Array(rows).fill("(:account, 'emails.value', ?, ?)").join(', ')}`,
  );
