import { tags } from '../search/value-keys.ts';

/** Groups that templates made, with the agents that have their values. */
export const templateGroupRows =
  'agent_groups AS tg JOIN agent_values AS tv ON tv.account_id = tg.account_id AND tv.path = tg.template_path AND tv.value_key = tg.template_value_key JOIN agents AS ta ON ta.account_id = tv.account_id AND ta.id = tv.agent_id';

/** Whether the agent of the row belongs to the group: see `isAboveAgent` and `ruleCriteria`. */
export const templateGroupBelongs = `tg.account_id = :account AND tg.template_id IS NOT NULL AND (tg.includes_deactivated = 1 OR ta.active = 1) AND (tg.kind = 'agents' OR EXISTS (SELECT 1 FROM agent_values AS tr WHERE tr.account_id = :account AND tr.agent_id = ta.id AND tr.path = 'roles.value' AND tr.value_key NOT IN ('${tags.text}', '${tags.text}agent')))`;
