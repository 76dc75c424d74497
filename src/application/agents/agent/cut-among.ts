import type { AgentProvisioningOfMany } from './agent-provisioning.ts';

/**
 * Where the list can be cut, as near to its middle as can be, so that nobody before the cut needs somebody behind it;
 * 0 where that is nowhere.
 */
export function cutAmong(provisionings: readonly AgentProvisioningOfMany[]): number {
  const middle = provisionings.length / 2;
  const places = new Map(provisionings.map(({ id }, index) => [id, index]));
  let cut = 0;
  let neededMax = 0;
  for (const [index, { needs = [] }] of provisionings.entries()) {
    if (neededMax < index && Math.abs(index - middle) <= Math.abs(cut - middle)) cut = index;
    for (const id of needs) neededMax = Math.max(neededMax, places.get(id) ?? 0);
  }
  return cut;
}
