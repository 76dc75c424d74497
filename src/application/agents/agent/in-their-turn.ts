import type { AgentChange } from '../../../domain/agent/agent.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { AgentProvisioningOfMany } from './agent-provisioning.ts';

/** What is decided of one of many; `undefined` where it is not provisioned because of the others. */
type AgentOutcome = AgentChange | DomainError | undefined;
type Needing = Pick<AgentProvisioningOfMany, 'id' | 'needs'>;

/**
 * What becomes of each of them: after so many refusals the next is not begun any more, and whoever needs one that is not
 * provisioned is not either.
 *
 * @param lostBefore - the ids of those that were not provisioned before.
 */
export function inTheirTurn(
  provisionings: readonly AgentProvisioningOfMany[],
  decided: readonly (AgentChange | DomainError)[],
  refusalsMax: number,
  lostBefore: ReadonlySet<AgentId>,
): readonly AgentOutcome[] {
  const lost = new Set(lostBefore);
  const lose = (isLost: (index: number) => boolean) => {
    // Of two that bring the same id, one may be refused.
    const kept = new Set(provisionings.map(({ id }, index) => (isLost(index) ? undefined : id)));
    for (const { id } of provisionings) if (id !== undefined && !kept.has(id)) lost.add(id);
    addWhoeverNeeds(lost, provisionings);
  };
  lose((index) => !isChange(decided[index]));
  const needed = new Set<AgentId>();
  let refusals = 0;
  const begun = provisionings.map((one, index) => {
    const isNeeded = one.id !== undefined && needed.has(one.id);
    if (refusals >= refusalsMax && !isNeeded) return undefined;
    for (const id of one.needs ?? []) needed.add(id);
    if (!isChange(decided[index]) || needsOneOf(one, lost)) refusals += 1;
    return decided[index];
  });
  lose((index) => !isChange(begun[index]));
  return begun.map((outcome, index) =>
    isChange(outcome) && needsOneOf(provisionings[index] ?? {}, lost) ? undefined : outcome,
  );
}

export const isChange = (outcome: AgentOutcome): outcome is AgentChange =>
  outcome !== undefined && !(outcome instanceof DomainError);

export const needsOneOf = ({ needs = [] }: Needing, lost: ReadonlySet<AgentId>): boolean =>
  needs.some((id) => lost.has(id));

/** Adds to those that are lost whoever needs one of them, also through others and in a circle. */
function addWhoeverNeeds(lost: Set<AgentId>, provisionings: readonly Needing[]): void {
  let known: number;
  do {
    known = lost.size;
    for (const one of provisionings) {
      if (one.id !== undefined && needsOneOf(one, lost)) lost.add(one.id);
    }
  } while (lost.size > known);
}
