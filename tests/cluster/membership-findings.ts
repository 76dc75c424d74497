type Rows = readonly Readonly<Record<string, unknown>>[];

interface Change {
  readonly path: string;
  readonly to?: unknown;
}

const written =
  "SELECT action, target_id, request_id, changes FROM journal WHERE action IN ('GroupCreated', 'GroupRuleChanged', 'AgentProvisioned', 'AgentUpdated', 'AgentJoinedGroup', 'AgentLeftGroup') ORDER BY position";
const titleInRule = /title eq \\?"(\d+)/;

/**
 * Goes through the audit log in its order, and holds what it says of who joined and left the group by a change of the agent against
 * the rule that held at that place: an agent that was written by a rule that held no more says something else.
 */
export async function membershipFindings(
  ask: (sql: string) => Promise<Rows>,
  group: string,
): Promise<readonly string[]> {
  const rows = await ask(written);
  const key = ({ request_id, target_id }: Rows[number]) => `${request_id} ${target_id}`;
  const told = new Map(
    rows.filter(({ action }) => isMembership(action)).map((row) => [key(row), String(row.action)]),
  );
  const titles = new Map<unknown, string>();
  const wrong: string[] = [];
  let rule: string | undefined;
  for (const row of rows) {
    if (isMembership(row.action)) continue;
    const changes = JSON.parse(String(row.changes)) as readonly Change[];
    if (String(row.action).startsWith('Group')) {
      const changed = changes.filter(({ path }) => path.startsWith('rule'));
      if (row.target_id === group)
        rule = titleInRule.exec(JSON.stringify(changed.map(({ to }) => to)))?.[1] ?? rule;
      continue;
    }
    const changed = changes.find(({ path }) => path.endsWith('title'));
    if (changed === undefined) continue;
    const belonged = rule !== undefined && titles.get(row.target_id) === rule;
    titles.set(row.target_id, String(changed.to));
    const belongs = changed.to === rule;
    const expected = belonged === belongs ? undefined : belongs ? 'AgentJoinedGroup' : 'AgentLeftGroup';
    const actual = told.get(key(row));
    if (actual !== expected)
      wrong.push(
        `${row.target_id} became ${changed.to} under the rule of ${rule}: ${actual}, not ${expected}`,
      );
  }
  if (titles.size === 0 || told.size === 0)
    wrong.push('no agent joined or left, so that nothing was looked at');
  return wrong;
}

const isMembership = (action: unknown): boolean =>
  action === 'AgentJoinedGroup' || action === 'AgentLeftGroup';
