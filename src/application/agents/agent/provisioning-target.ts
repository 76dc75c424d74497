import { isJsonObject } from '../../../criteria/json.ts';
import type { AttemptTarget, UncheckedInput } from '../../use-case/use-case.ts';
import type { AgentProvisioning } from './agent-provisioning.ts';

/** Whom an agent's provisioning is about: the id is new, so that the name alone says it. */
export const provisioningTarget = ({ desired }: UncheckedInput<AgentProvisioning>): AttemptTarget => ({
  type: 'agent',
  name: isJsonObject(desired) ? desired.userName : undefined,
});
