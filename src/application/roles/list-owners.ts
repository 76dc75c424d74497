import { any, equals } from '../../criteria/criteria.ts';
import type { Agent } from '../../domain/agent/agent.ts';
import { agentFields } from '../../domain/agent/agent-fields.ts';
import { sameEmailAddress } from '../../domain/shared/email-address.ts';
import { defineUseCase } from '../use-case/use-case.ts';

export interface Owner {
  readonly userName: string;
  /** Absent where the directory has assigned nobody of that name. */
  readonly agent?: Agent;
}

/** The account's owners, in the order in which they were named. */
export const listOwners = defineUseCase({
  name: 'ListOwners',
  permission: 'roles:read',
  kind: 'reads',
  run: async ({ agents, policy }): Promise<readonly Owner[]> => {
    const { owners } = await policy.current();
    const isOwner = any(...owners.map((owner) => equals(agentFields.userName, owner)));
    const found = await agents.some(isOwner, owners.length);
    return owners.map((userName) => ({
      userName,
      agent: found.find(({ state }) => sameEmailAddress(state.userName, userName)),
    }));
  },
});
