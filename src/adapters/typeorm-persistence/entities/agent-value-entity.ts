import { id, longText, optional, primary, smallNumber, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** The value index: see decision 13. */
export const agentValueEntity = tableEntity(
  'agent_values',
  {
    account_id: primary(id()),
    agent_id: primary(id()),
    path: primary(text(200)),
    element: primary(smallNumber()),
    value_key: text(200),
    value_rest: optional(longText()),
  },
  // In the order of the values, and for one value in that of the agents.
  { indexes: { agent_values_value: ['account_id', 'path', 'value_key', 'agent_id', 'element'] } },
);
