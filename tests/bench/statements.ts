// The SQL that Rollcall runs for an agent, by hand. Whoever changes a statement there changes it here.
const agentColumns =
  'a.account_id, a.id, a.user_name, a.external_id, a.active, a.version, a.created_at, a.last_modified_at, a.attributes, (SELECT JSON_ARRAYAGG(JSON_ARRAY(g.id, g.display_name, g.kind)) FROM memberships AS m JOIN agent_groups AS g ON g.account_id = m.account_id AND g.id = m.group_id WHERE m.account_id = ? AND m.agent_id = a.id) AS member_of, (SELECT JSON_ARRAYAGG(JSON_ARRAY(g.id, g.display_name, g.kind, g.includes_deactivated)) FROM group_templates AS t JOIN agent_values AS v ON v.account_id = t.account_id AND v.path = t.path AND v.agent_id = a.id JOIN agent_groups AS g ON g.account_id = t.account_id AND g.template_id = t.id AND g.template_value_key = v.value_key WHERE t.account_id = ?) AS valued_as, COALESCE((SELECT policy_version FROM accounts WHERE accounts.id = ?), 0) AS policy_version';
const valueColumns = 'account_id, agent_id, path, element, value_key, value_rest';

export const statements = {
  insertAgent:
    'INSERT INTO agents (account_id, id, user_name, user_name_key, created_at, external_id, active, version, last_modified_at, attributes) SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM (SELECT 1 AS one) AS one WHERE COALESCE((SELECT policy_version FROM accounts WHERE id = ? LOCK IN SHARE MODE), 0) = ?',
  updateAgent:
    'UPDATE agents SET external_id = ?, active = ?, version = ?, last_modified_at = ?, attributes = ? WHERE account_id = ? AND id = ? AND version = ? AND COALESCE((SELECT policy_version FROM accounts WHERE id = ? LOCK IN SHARE MODE), 0) = ?',
  selectAgent: `SELECT ${agentColumns} FROM agents AS a WHERE a.account_id = ? AND a.id = ?`,
  selectAgentByUserName: `SELECT ${agentColumns}, NULL AS sort_key FROM agents AS a WHERE a.account_id = ? AND (a.user_name_key = ?) ORDER BY a.id LIMIT ? OFFSET ?`,
  insertValues: (rows: number) => `INSERT INTO agent_values (${valueColumns}) VALUES ${places(rows)}`,
  replaceValues: (rows: number) => `REPLACE INTO agent_values (${valueColumns}) VALUES ${places(rows)}`,
  insertJournalEntry:
    'INSERT INTO journal (account_id, recorded_at, action, target_type, target_id, target_name, principal_kind, principal_id, principal_name, source, request_id, changes, refusal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
} as const;

const places = (rows: number): string => Array(rows).fill('(?, ?, ?, ?, ?, ?)').join(', ');

/** The rows of the value index for what a directory says of a person, as Rollcall writes them. */
export function valueRows(
  accountId: string,
  id: string,
  user: Record<string, unknown>,
): (string | number | null)[][] {
  const rows: (string | number | null)[][] = [];
  const add = (value: unknown, path: string, element: number): void => {
    if (Array.isArray(value)) for (const [index, one] of value.entries()) add(one, path, index);
    else if (typeof value === 'object' && value !== null) {
      for (const [name, part] of Object.entries(value))
        add(part, path + separatorAfter(path) + name, element);
    } else if (typeof value === 'boolean')
      rows.push([accountId, id, path, element, `b${Number(value)}`, null]);
    else rows.push([accountId, id, path, element, `s${String(value).toLowerCase()}`, null]);
  };
  const { schemas: _, userName: __, externalId: ___, active: ____, ...described } = user;
  add(described, '', 0);
  return rows;
}

const separatorAfter = (path: string): string => (path === '' ? '' : path.startsWith('urn:') ? ':' : '.');

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
