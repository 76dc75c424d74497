import type { NamedAgent } from '../../../application/ports/agent-repository.ts';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { batchesOf, placeholdersOf } from '../statements/batches.ts';

interface NameRow {
  readonly id: AgentId;
  readonly user_name: string;
  readonly found: string;
}

type NameColumn = 'id' | 'user_name_key' | 'external_id';

/** See `AgentReader.referredTo`. */
export async function agentsReferredTo(
  scope: AccountScope,
  names: readonly string[],
): Promise<ReadonlyMap<string, NamedAgent>> {
  const byUserName = await agentsBy(scope, 'user_name_key', names.map(foldCase));
  const others = names.filter((name) => !byUserName.has(foldCase(name)));
  const byExternalId = await agentsBy(scope, 'external_id', others);
  const found = new Map<string, NamedAgent>();
  for (const name of names) {
    const [agent, another] = byUserName.get(foldCase(name)) ?? byExternalId.get(name) ?? [];
    if (agent !== undefined && another === undefined) found.set(name, agent);
  }
  return found;
}

/** See `AgentReader.userNames`. */
export async function userNamesOf(
  scope: AccountScope,
  ids: readonly AgentId[],
): Promise<ReadonlyMap<AgentId, string>> {
  const agents = await agentsBy(scope, 'id', ids);
  return new Map([...agents.values()].flat().map(({ id, userName }) => [id, userName]));
}

async function agentsBy(
  scope: AccountScope,
  column: NameColumn,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly NamedAgent[]>> {
  const agents = new Map<string, NamedAgent[]>();
  for (const batch of batchesOf([...new Set(names)])) {
    const statement = AccountStatement.of(
      `SELECT id, user_name, ${column} AS found FROM agents WHERE account_id = :account AND ${column} IN (${placeholdersOf(batch)})`,
    );
    for (const { id, user_name: userName, found } of await scope.rows<NameRow>(statement, batch)) {
      const same = agents.get(found);
      if (same === undefined) agents.set(found, [{ id, userName }]);
      else same.push({ id, userName });
    }
  }
  return agents;
}
