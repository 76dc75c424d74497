import { defineUseCase } from '../use-case/use-case.ts';

/** What the brake of the account is set to, and the wave of deactivations that waits for a decision, where there is one. */
export const readBrake = defineUseCase({
  name: 'ReadBrake',
  permission: 'agentJobs:read',
  kind: 'reads',
  run: ({ brake }) => brake.find(),
});
