// The SQL that Rollcall runs for an agent, by hand. Whoever changes a statement there changes it here.
const agentColumns =
  'account_id, id, user_name, external_id, active, version, created_at, last_modified_at, attributes';

export const statements = {
  insertAgent:
    'INSERT INTO agents (account_id, id, user_name, user_name_key, created_at, external_id, active, version, last_modified_at, attributes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  updateAgent:
    'UPDATE agents SET external_id = ?, active = ?, version = ?, last_modified_at = ?, attributes = ? WHERE account_id = ? AND id = ? AND version = ?',
  selectAgent: `SELECT ${agentColumns} FROM agents WHERE account_id = ? AND id = ?`,
  selectAgentByUserName: `SELECT ${agentColumns} FROM agents WHERE account_id = ? AND (user_name_key = ?) ORDER BY id LIMIT ? OFFSET ?`,
  insertJournalEntry:
    'INSERT INTO journal (account_id, recorded_at, action, target_type, target_id, target_name, principal_kind, principal_id, principal_name, source, request_id, changes, refusal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
} as const;

/** Parameters of `insertAgent`. */
export function agentParameters(accountId: string, id: string, user: Record<string, unknown>, at: string) {
  const { userName, externalId, active, ...attributes } = user;
  const name = String(userName);
  const status = active === true ? 1 : 0;
  const json = JSON.stringify(attributes);
  return [accountId, id, name, name.toLowerCase(), at, String(externalId), status, 1, at, json];
}

/** Parameters of `insertJournalEntry`. */
export function journalParameters(
  accountId: string,
  at: string,
  action: string,
  id: string,
  userName: string,
  changes: string,
) {
  const requestId = crypto.randomUUID();
  const target = ['agent', id, userName];
  return [accountId, at, action, ...target, 'token', id, 'bench', '127.0.0.1', requestId, changes, null];
}

/** The journal's `changes` for a new agent: an entry for each attribute, as Rollcall writes them. */
export const changesOf = (user: Record<string, unknown>): string =>
  JSON.stringify(Object.entries(user).map(([path, to]) => ({ path, to })));
