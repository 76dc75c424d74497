import type { RoleGroup } from '../../domain/membership/roles-of-agent.ts';
import { defineUseCase } from '../use-case/use-case.ts';

/** The groups whose members have a role by belonging to them. */
export const listRoleGroups = defineUseCase({
  name: 'ListRoleGroups',
  permission: 'roles:read',
  kind: 'reads',
  run: async ({ policy }): Promise<readonly RoleGroup[]> => (await policy.current()).roleGroups,
});
