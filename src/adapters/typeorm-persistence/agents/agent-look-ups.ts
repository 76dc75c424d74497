import DataLoader from 'dataloader';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import type { AccountPolicies } from '../policy/account-policies.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';
import { placeholdersOf } from '../statements/batches.ts';
import { type AgentViewRow, agentColumns, groupsColumns, viewOf } from './agent-row.ts';

/** Columns with a unique index. */
export type AgentKey = 'id' | 'user_name_key';

/**
 * Looks agents up for work that shares a connection: those that are asked for before an answer can come are asked for in
 * one statement.
 */
export class AgentLookUps {
  readonly by: Readonly<Record<AgentKey, DataLoader<string, AgentView | undefined>>>;

  constructor(
    private readonly scope: AccountScope,
    private readonly policies: AccountPolicies,
  ) {
    this.by = { id: this.loader('id'), user_name_key: this.loader('user_name_key') };
  }

  // Nothing is remembered: what was looked up may have been written since.
  private loader(column: AgentKey): DataLoader<string, AgentView | undefined> {
    return new DataLoader((keys) => this.found(column, keys), { cache: false });
  }

  private async found(
    column: AgentKey,
    keys: readonly string[],
  ): Promise<readonly (AgentView | undefined)[]> {
    const wanted = filledUp([...new Set(keys)]);
    const statement = AccountStatement.of(
      `SELECT a.${column} AS looked_up, ${agentColumns}, ${groupsColumns(this.scope.dialect)} FROM agents AS a WHERE a.account_id = :account AND a.${column} IN (${placeholdersOf(wanted)})`,
    );
    const rows = await this.scope.rows<AgentViewRow & { readonly looked_up: string }>(statement, wanted);
    const [first] = rows;
    if (first === undefined) return keys.map(() => undefined);
    const policy = await this.policies.ofVersion(this.scope, first.policy_version);
    const found = new Map(rows.map((row) => [row.looked_up, row]));
    return keys.map((key) => {
      const row = found.get(key);
      return row && viewOf(row, policy);
    });
  }
}

/** As many as a power of two, so that there are few statements to prepare; the last key stands for those that are missing. */
function filledUp(keys: readonly string[]): readonly string[] {
  const length = 2 ** Math.ceil(Math.log2(keys.length));
  return [...keys, ...Array<string>(length - keys.length).fill(keys.at(-1) ?? '')];
}
