import type { RecordedPrincipal } from '../../../application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import { isJsonObject, type JsonValue } from '../../../criteria/json.ts';
import type { AttributeChange } from '../../../domain/shared/attribute-change.ts';
import { aligned, printable } from '../aligned-text.ts';

/** An entry of the audit log as people read it. */
export function entryText(entry: RecordedJournalEntry): string {
  const { position, at, action, target, principal, source, requestId, changes, refusal } = entry;
  const refused = refusal && (refusal.leftOut === undefined ? 'REFUSED' : 'REFUSED IN PART');
  const heading = [at, action, refused, target?.type, target?.name, target?.id].filter(Boolean).join('  ');
  const lines = aligned([
    ['  by', `${whoText(principal)}, ${source}, request ${requestId}, position ${position}`],
    ...(refusal === undefined ? [] : [['  because', `${refusal.code}: ${refusal.message}`]]),
    ...changes.flatMap((change) => changeLines(change, target?.name)),
  ]);
  return `${printable(heading)}\n${lines}`;
}

/** An attribute, or each member, in rows of two columns. */
export function changeLines({ path, from, to }: AttributeChange, targetName: string | undefined): string[][] {
  // What a rule means stands beside its text, for programs.
  if (path === 'rule.condition') return [];
  if (path !== 'members') return [[`  ${path}`, `${valueText(from)} → ${valueText(to)}`]];
  return [
    ...memberLines(from, `was removed from ${targetName}`),
    ...memberLines(to, `was added to ${targetName}`),
  ];
}

const membersShown = 50;

function memberLines(members: JsonValue | undefined, what: string): string[][] {
  if (!Array.isArray(members)) return [];
  const lines = members.slice(0, membersShown).map((member: JsonValue) => `${memberText(member)} ${what}`);
  const more = members.length - lines.length;
  return [...lines, ...(more > 0 ? [`${more} more: ${what}; audit export has them all`] : [])].map((line) => [
    '  members',
    line,
  ]);
}

/** `Ada Byron <ada@example.com>`; the id where the entry has no name. */
function memberText(member: JsonValue): string {
  if (!isJsonObject(member)) return String(member);
  const { userName, displayName } = member;
  return displayName === undefined ? String(userName) : `${displayName} <${userName}>`;
}

function valueText(value: JsonValue | undefined): string {
  if (value === undefined) return '(none)';
  const { criteria: _, condition: __, ...shown } = isJsonObject(value) ? value : {};
  return JSON.stringify(isJsonObject(value) ? shown : value);
}

export const whoText = (principal: RecordedPrincipal): string =>
  principal.kind === 'anonymous' ? 'anonymous' : `${principal.kind} ${principal.name}`;
