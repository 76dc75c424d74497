import { pathsOf } from '../../criteria/criteria.ts';
import { foldCase } from '../../criteria/fold-case.ts';
import type { AgentChange } from '../agent/agent.ts';
import type { AgentEvent } from '../agent/agent-events.ts';
import { attributeChanges } from '../shared/attribute-change.ts';
import type { RuleGroup } from './rule-groups.ts';

/** The groups that rules gave an agent, and took from it, by a change of the agent. */
export interface RuleMembershipChange {
  readonly joined: readonly RuleGroup[];
  readonly left: readonly RuleGroup[];
}

/** What the journal says of it: the group, its rule, and what in the change was the cause. */
export function membershipEvents(
  change: AgentChange,
  { joined, left }: RuleMembershipChange,
): readonly AgentEvent[] {
  return [
    ...left.map((group) => membershipEvent('AgentLeftGroup', change, group)),
    ...joined.map((group) => membershipEvent('AgentJoinedGroup', change, group)),
  ];
}

function membershipEvent(
  type: 'AgentJoinedGroup' | 'AgentLeftGroup',
  { state: { state: agent }, events }: AgentChange,
  { id, displayName, rule }: RuleGroup,
): AgentEvent {
  const named = { group: { id, displayName } };
  const asked = new Set(pathsOf(rule.criteria).map(foldCase));
  const changed = events.flatMap(({ changes }) => changes.map(({ path }) => path));
  const attributes = [...new Set(changed)].filter(
    (path) => path === 'active' || [...asked].some((rulePath) => isWithin(rulePath, foldCase(path))),
  );
  const because = { rule: rule.text, event: events[0]?.type, attributes };
  return {
    type,
    accountId: agent.accountId,
    at: agent.lastModifiedAt,
    target: { type: 'agent', id: agent.id, name: agent.userName },
    changes: attributeChanges(type === 'AgentLeftGroup' ? named : {}, {
      ...(type === 'AgentJoinedGroup' && named),
      because,
    }),
  };
}

/** Rules name parts of attributes that change as a whole: `emails.value` of `emails`. */
const isWithin = (path: string, whole: string): boolean => path === whole || path.startsWith(`${whole}.`);
