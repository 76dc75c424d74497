import type { ChangedRule } from '../../application/groups/rule/store-rule.ts';
import type { AgentCount } from '../../domain/agent/agent-count.ts';
import type { Group } from '../../domain/group/group.ts';
import { pastVersion } from '../../domain/shared/past-version.ts';
import { details } from './aligned-text.ts';
import type { Outcome } from './output.ts';

export const governanceOf = ({ governedBy, origin, rule }: Group['state']): string => {
  if (rule === undefined) return { push: 'the directory', hand: 'hand', rule: 'a rule' }[governedBy];
  return `${origin === undefined ? 'rule' : 'template'}: ${rule.text}`;
};

export const groupDocument = ({ state }: Group) => {
  const { id, displayName, kind, governedBy, externalId, rule, origin, version } = state;
  const { givesRole, grantedTo } = state;
  return {
    ...{ id, displayName, kind, governedBy, externalId: externalId ?? null },
    rule: rule === undefined ? null : ruleDocument(rule),
    templateId: origin?.templateId ?? null,
    ...{ givesRole: givesRole ?? null, grantedTo },
    version,
  };
};

type Rule = NonNullable<Group['state']['rule']>;

const ruleDocument = ({ text, always, never, terms, includesDeactivated }: Rule) => ({
  ...{ text, always, never, terms: terms ?? {}, includesDeactivated },
});

/** How many agents, for people. */
export const shownCount = (count: AgentCount): number | string =>
  typeof count === 'number' ? count : `at least ${count.atLeast}`;

/** What a changed rule does. */
export function ruleOutcome({ group, effect }: ChangedRule): Outcome {
  const { document, text } = groupOutcome(group);
  const shown = details({ joined: shownCount(effect.joined), left: shownCount(effect.left) });
  return { document: { ...(document as object), ...effect }, text: `${text}${shown}` };
}

/** A group as it is shown, with how many belong to it where that is known. */
export function groupOutcome(group: Group, members?: AgentCount): Outcome {
  const { id, displayName, kind, rule, givesRole, grantedTo, version } = group.state;
  return {
    document: { ...groupDocument(group), members: members ?? null },
    text: details({
      ...{ id, name: displayName, kind, 'governed by': governanceOf(group.state) },
      ...(rule && {
        'always belong': rule.always.join(', ') || 'nobody',
        'never belong': rule.never.join(', ') || 'nobody',
        'deactivated agents': rule.includesDeactivated ? 'belong' : 'do not belong',
      }),
      ...(givesRole && { 'gives the role': givesRole }),
      ...(grantedTo.length > 0 && { 'granted to': grantedTo.join(', ') }),
      ...(members !== undefined && { members: shownCount(members) }),
      ...(version !== pastVersion && { version }),
    }),
  };
}
