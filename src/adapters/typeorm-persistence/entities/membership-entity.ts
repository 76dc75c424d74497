import { id, primary } from './columns.ts';
import { tableEntity } from './table-entity.ts';

export const membershipEntity = tableEntity(
  'memberships',
  { account_id: primary(id()), group_id: primary(id()), agent_id: primary(id()) },
  { indexes: { memberships_agent: ['account_id', 'agent_id', 'group_id'] } },
);
