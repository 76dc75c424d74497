import type { Principal } from '../../application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../application/ports/event-feed.ts';
import { isJsonObject, type JsonValue } from '../../criteria/json.ts';
import { details, printable } from './aligned-text.ts';

/** An entry of the audit log as people read it. */
export function entryText(entry: RecordedJournalEntry): string {
  const { position, at, action, target, principal, source, requestId, changes, refusal } = entry;
  const refused = refusal && (refusal.leftOut === undefined ? 'REFUSED' : 'REFUSED IN PART');
  const heading = [at, action, refused, target?.type, target?.name, target?.id].filter(Boolean).join('  ');
  const changed = changes.map(({ path, from, to }) => [`  ${path}`, `${valueText(from)} → ${valueText(to)}`]);
  const lines = details({
    '  by': `${whoText(principal)}, ${source}, request ${requestId}, position ${position}`,
    ...(refusal && { '  because': `${refusal.code}: ${refusal.message}` }),
    ...Object.fromEntries(changed),
  });
  return `${printable(heading)}\n${lines}`;
}

function valueText(value: JsonValue | undefined): string {
  if (value === undefined) return '(none)';
  // What a rule means stands beside its text, for programs.
  const { criteria: _, ...shown } = isJsonObject(value) ? value : {};
  return JSON.stringify(isJsonObject(value) ? shown : value);
}

const whoText = (principal: Principal): string =>
  principal.kind === 'anonymous' ? 'anonymous' : `${principal.kind} ${principal.name}`;
