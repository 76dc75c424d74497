import { administrators } from '../../domain/membership/roles-of-agent.ts';
import { defineUseCase } from '../use-case/use-case.ts';

const administratorsMax = 1000;

/** Active agents who are administrators or owners; of more than a thousand some. */
export const listAdministrators = defineUseCase({
  name: 'ListAdministrators',
  permission: 'roles:read',
  kind: 'reads',
  run: async ({ agents, policy }) => agents.some(administrators(await policy.current()), administratorsMax),
});
