import type { Scalar } from '../../../criteria/field.ts';
import { directoryValues } from '../../../domain/agent/agent-values.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { batchesOf, placeholdersOf } from '../statements/batches.ts';
import { valueKey } from '../value-index/value-keys.ts';
import { type AgentRow, agentColumns, agentOf } from './agent-row.ts';

/** The values that these agents have at the path, as they are written, by their keys. */
export async function valuesAsWritten(
  scope: AccountScope,
  path: string,
  agents: readonly string[],
): Promise<ReadonlyMap<string, Scalar>> {
  const found = new Map<string, Scalar>();
  for (const batch of batchesOf([...new Set(agents)])) {
    const statement = AccountStatement.of(
      `SELECT ${agentColumns} FROM agents AS a WHERE a.account_id = :account AND a.id IN (${placeholdersOf(batch)})`,
    );
    for (const row of await scope.rows<AgentRow>(statement, batch)) {
      for (const { value } of directoryValues(agentOf(row)).get(path) ?? []) {
        const { key } = valueKey(value);
        if (!found.has(key)) found.set(key, value);
      }
    }
  }
  return found;
}
