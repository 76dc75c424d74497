import type { GroupTemplate } from '../group/group-template.ts';
import type { Eligibility } from '../group/membership-rule.ts';

/** Whom the groups of the templates take, each way once. */
export function eligibilitiesOf(templates: readonly GroupTemplate[]): readonly Eligibility[] {
  const each = new Map<string, Eligibility>();
  for (const { state } of templates) {
    const { kind, includesDeactivated } = state;
    each.set(`${kind} ${includesDeactivated}`, { kind, includesDeactivated });
  }
  return [...each.values()];
}
