import type { ConfigurationChange } from '../../../application/configuration/configuration/configuration-change.ts';
import type { PreviewedAgents } from '../../../application/groups/rule/preview-effect.ts';
import { aligned, printable } from '../aligned-text.ts';
import { changeLines } from '../audit/entry-text.ts';
import { shownCount } from '../group-outcome.ts';

/** A difference as people read it: what becomes of what, its attributes, and who comes and who goes. */
export function configurationChangeText(change: ConfigurationChange): string {
  const { path, what, target, changes, joining, leaving } = change;
  const heading = `${what}  ${target.type}  ${target.name}  (${path})`;
  const lines = aligned([
    ...changes.flatMap((one) => changeLines(one, target.name)),
    ...agentLines('come', joining),
    ...agentLines('go', leaving),
  ]);
  return `${printable(heading)}\n${lines}`;
}

/** A difference for programs. */
export const configurationChangeDocument = ({ joining, leaving, ...change }: ConfigurationChange) => ({
  ...change,
  ...(joining && { joining: agentsDocument(joining) }),
  ...(leaving && { leaving: agentsDocument(leaving) }),
});

const agentsDocument = ({ count, examples }: PreviewedAgents) => ({
  count,
  examples: examples.map(({ state: { id, userName } }) => ({ id, userName })),
});

function agentLines(what: string, agents: PreviewedAgents | undefined): string[][] {
  if (agents === undefined || agents.count === 0) return [];
  const { count, examples } = agents;
  const names = examples.map(({ state }) => state.userName).join(', ');
  return [[`  ${what}`, `${shownCount(count)}: ${names}${count === examples.length ? '' : ', …'}`]];
}
