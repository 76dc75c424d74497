import { membershipFindings } from './membership-findings.ts';
import type { ChangedRules } from './rule-changer.ts';
import type { Told } from './writers.ts';

type Rows = readonly Readonly<Record<string, unknown>>[];
type Ask = (sql: string) => Promise<Rows>;

/** Of findings of one kind. */
const shownMax = 5;

/** Each of these finds nothing. */
const nothing: Readonly<Record<string, string>> = {
  'agents without each of their entries':
    "SELECT id FROM agents WHERE version <> (SELECT COUNT(*) FROM journal WHERE journal.account_id = agents.account_id AND target_id = agents.id AND action IN ('AgentProvisioned', 'AgentUpdated'))",
  'entries of agents who are not there':
    "SELECT target_id FROM journal WHERE target_type = 'agent' AND refusal IS NULL AND target_id NOT IN (SELECT id FROM agents)",
  'agents who were made twice':
    "SELECT target_id FROM journal WHERE action = 'AgentProvisioned' GROUP BY target_id HAVING COUNT(*) > 1",
  'names that were made twice':
    "SELECT target_name_key FROM journal WHERE action = 'AgentProvisioned' GROUP BY account_id, target_name_key HAVING COUNT(*) > 1",
  'values of agents who are not there':
    'SELECT agent_id FROM agent_values WHERE agent_id NOT IN (SELECT id FROM agents)',
  'entries without a position': 'SELECT id FROM journal WHERE position IS NULL',
  'refusals of creates': "SELECT target_name FROM journal WHERE action = 'ProvisionAgent'",
  'groups without each of their entries':
    'SELECT id FROM agent_groups WHERE version <> (SELECT COUNT(*) FROM journal WHERE target_id = agent_groups.id AND refusal IS NULL)',
};

const positions =
  'SELECT COUNT(*) AS entries, COUNT(DISTINCT position) AS given, MAX(position) AS last FROM journal';
const titled =
  "SELECT target_id, action, changes FROM journal WHERE action IN ('AgentProvisioned', 'AgentUpdated') ORDER BY position";

/** What is wrong with what is there, held against what clients were told; empty where nothing is. */
export async function findings(ask: Ask, told: Told, rules?: ChangedRules): Promise<readonly string[]> {
  const wrong = [...new Set(told.wrong)];
  for (const [what, sql] of Object.entries(nothing)) {
    const found = await ask(sql);
    if (found.length > 0) wrong.push(`${what}: ${found.length}, such as ${JSON.stringify(found[0])}`);
  }
  const [order] = await ask(positions);
  if (order?.entries !== order?.given || order?.entries !== Number(order?.last))
    wrong.push(`positions that are not 1, 2, 3, …: ${JSON.stringify(order)}`);
  const titles = new Map(
    (await ask('SELECT id, CAST(attributes AS CHAR) AS attributes FROM agents')).map((row) => [
      row.id,
      titleIn(row),
    ]),
  );
  for (const [id, title] of told.agents) {
    const kept = titles.get(id);
    // The change behind the last one that was acknowledged may have been made all the same.
    if (kept === undefined || kept < Number(title ?? 0))
      wrong.push(`lost: ${id} is at ${kept}, not ${title}`);
  }
  const last = new Map<unknown, number>();
  for (const { target_id, action } of await ask(titled)) {
    const before = last.get(target_id) ?? 0;
    if ((action === 'AgentProvisioned') !== (before === 0)) wrong.push(`out of order: ${target_id}`);
    last.set(target_id, before + 1);
  }
  if (rules !== undefined) {
    const [group] = await ask(`SELECT version FROM agent_groups WHERE id = '${rules.group}'`);
    if (Number(group?.version) - 1 < rules.changes)
      wrong.push(`changes of the rule were lost: ${group?.version}`);
    wrong.push(...(await membershipFindings(ask, rules.group)).slice(0, shownMax));
  }
  return wrong;
}

const titleIn = ({ attributes }: Readonly<Record<string, unknown>>): number =>
  Number((JSON.parse(String(attributes)) as { directory: { title: string } }).directory.title);
