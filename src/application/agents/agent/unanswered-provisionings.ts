import type { AgentChange } from '../../../domain/agent/agent.ts';
import type { AgentView } from '../../../domain/membership/agent-view.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { agentId } from '../../../domain/shared/identifiers.ts';
import { idsNamed, type UnansweredCreations } from '../../idempotency/unanswered-creations.ts';
import type { Caller } from '../../ports/caller.ts';
import type { OutcomeUnknown } from '../../ports/storage-errors.ts';
import type { WriteScope } from '../../ports/unit-of-work.ts';
import type { AgentProvisioningOfMany } from './agent-provisioning.ts';

interface Unanswered {
  readonly unansweredCreations: UnansweredCreations;
}

/** As `provisionAgent` calls it, so that what was asked for together may be asked for again one by one. */
const entry = 'AgentProvisioned';

/** Those of them, in their places, whose name was taken by an unanswered request for the same. */
export async function madeBefore(
  { agents, idempotentRequests }: WriteScope,
  caller: Caller,
  { unansweredCreations }: Unanswered,
  provisionings: readonly AgentProvisioningOfMany[],
  decided: readonly (AgentChange | DomainError)[],
): Promise<readonly (AgentView | undefined)[]> {
  const made: (AgentView | undefined)[] = [];
  for (const [index, provisioning] of provisionings.entries()) {
    const outcome = decided[index];
    const isTaken = outcome instanceof DomainError && outcome.code === 'userNameTaken';
    const asked = isTaken ? askedAmong(provisionings, provisioning) : undefined;
    const id =
      asked === undefined
        ? undefined
        : await unansweredCreations.idOf(idempotentRequests, caller, entry, asked);
    made.push(id === undefined ? undefined : await agents.view(agentId(id)));
  }
  return made;
}

/** Notes all of them whose transaction may have been committed or not. */
export async function noteAll(
  caller: Caller,
  { unansweredCreations }: Unanswered,
  provisionings: readonly AgentProvisioningOfMany[],
  unknown: OutcomeUnknown,
): Promise<void> {
  const creations = provisionings.flatMap((one) => {
    const asked = askedAmong(provisionings, one);
    return idsNamed(one.desired.userName, entry, unknown).map((id) => ({ asked, id }));
  });
  await unansweredCreations.note(caller, entry, creations);
}

/** What a client says again. Where it names others of them, each request has new ids for these. */
function askedAmong(
  all: readonly AgentProvisioningOfMany[],
  { desired, needs = [] }: AgentProvisioningOfMany,
): unknown {
  if (needs.length === 0) return desired;
  const nameOf = new Map(all.map(({ id, desired: { userName } }) => [id, userName]));
  return needs.reduce((text, id) => text.replaceAll(id, nameOf.get(id) ?? id), JSON.stringify(desired));
}
