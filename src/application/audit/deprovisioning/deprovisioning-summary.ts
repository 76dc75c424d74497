import type { JsonValue } from '../../../criteria/json.ts';
import type { RecordedPrincipal } from '../../ports/caller.ts';
import type { RecordedJournalEntry } from '../../ports/event-feed.ts';

/**
 * What entries tell of somebody's leaving, as sentences: the same entries always give the same. Whoever verifies a proof
 * makes them again, so that none says more than the entries do.
 */
export const deprovisioningSummary = (entries: readonly RecordedJournalEntry[]): readonly string[] =>
  entries.flatMap((entry) => {
    const said = sentenceOf(entry);
    return said === undefined ? [] : [`${entry.at}: ${said} (position ${entry.position})`];
  });

function sentenceOf({
  action,
  principal,
  target,
  changes,
  refusal,
}: RecordedJournalEntry): string | undefined {
  const name =
    target?.name === undefined || target.name === '' ? `The ${target?.type} ${target?.id}` : target.name;
  const changed = (path: string) => changes.find((change) => change.path === path);
  if (refusal !== undefined && refusal.leftOut === undefined) {
    return `${action} was refused to ${whoText(principal)}, since ${refusal.code}.`;
  }
  switch (action) {
    case 'AgentProvisioned':
      return `${name} was added by ${whoText(principal)} as inactive.`;
    case 'AgentDeactivated':
      return `${name} was made inactive by ${whoText(principal)}. From then on sign-in and personal tokens are refused, since each use asks whether the agent is active.`;
    case 'AgentRemoved':
      return `${name} was removed by ${whoText(principal)}. From then on there is nobody who could sign in, and no personal token that speaks for somebody.`;
    case 'AgentReactivated':
      return `${name} was let in again by ${whoText(principal)}.`;
    case 'AgentLeftGroup':
      return `${name} left the group ${textOf(changed('group.displayName')?.from)}, since its rule holds no longer.`;
    case 'AgentJoinedGroup':
      return `${name} joined the group ${textOf(changed('group.displayName')?.to)} by its rule.`;
    case 'GroupMembersChanged':
      return `The group ${name} lost the member.`;
    case 'SessionBegan':
      return `A session of ${name} had begun.`;
    case 'SessionEnded':
      return `The session of ${name} ended, since the person ${textOf(changed('because')?.to)}.`;
    case 'AgentSessionsEnded':
      return `The identity provider had ${name} signed out everywhere.`;
    case 'AgentErased':
      return 'What was personal to the agent was erased.';
    default:
      return undefined;
  }
}

function whoText(principal: RecordedPrincipal): string {
  switch (principal.kind) {
    case 'token':
      return `the directory, with the token ${principal.name}`;
    case 'anonymous':
      return 'somebody who proved nothing';
    case 'identityProvider':
      return `the identity provider ${principal.name}`;
    default:
      return `the ${principal.kind} ${principal.name}`;
  }
}

const textOf = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
