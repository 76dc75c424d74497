import type { JournalFilter } from '../../application/ports/event-feed.ts';
import type { LentValue } from '../../application/ports/lent-connection.ts';
import { nameKeyOf } from './journal-row.ts';
import { type Lead, wantedLeads } from './journal-terms.ts';
import { type TimeRange, timeConditions } from './journal-times.ts';
import type { RowCondition } from './row-condition.ts';

export interface JournalConditions {
  /** Those that select what an index finds, and hardly anything else. */
  readonly indexed: readonly RowCondition[];
  /** Those that many rows may have to be held against. */
  readonly others: readonly RowCondition[];
  /** What of the others is about the time, of which there is an index. */
  readonly times?: TimeRange;
  /** Of the others, what leads to the blocks in which they may hold. */
  readonly leads: readonly Lead[];
}

export function journalConditions(filter: JournalFilter): JournalConditions {
  const { targetType, targetId, targetName, since, until } = filter;
  const { principalKind, principalName, principalId, tokens, signIn, refused, action, requestId } = filter;
  const { involving, attribute, refusalCode } = filter;
  const named = [
    ...condition('target_id = ?', targetId),
    ...condition('target_name_key = ?', targetName === undefined ? undefined : nameKeyOf(targetName)),
  ];
  const ofType = condition('target_type = ?', targetType);
  const times = since === undefined && until === undefined ? undefined : { since, until };
  return {
    indexed: named.length === 0 ? [] : [...named, ...ofType],
    times,
    leads: wantedLeads(filter),
    others: [
      ...timeConditions({ since, until }),
      ...(named.length === 0 ? ofType : []),
      ...condition('principal_kind = ?', principalKind),
      ...condition('principal_name = ?', principalName),
      ...condition('principal_id = ?', principalId),
      ...condition('action = ?', action),
      ...condition('request_id = ?', requestId),
      ...(tokens === undefined ? [] : [withTokens(tokens)]),
      ...condition('refusal LIKE ?', signIn && `%"mnemonicId":"${signIn}"%`),
      ...(involving === undefined ? [] : [withId(involving)]),
      ...(attribute === undefined ? [] : [withAttribute(attribute.toLowerCase())]),
      ...condition('INSTR(refusal, ?) > 0', refusalCode && `"code":"${refusalCode}"`),
      ...(refused === undefined
        ? []
        : [{ text: refused ? 'refusal IS NOT NULL' : 'refusal IS NULL', values: [] }]),
    ],
  };
}

const condition = (text: string, value: LentValue | undefined): readonly RowCondition[] =>
  value === undefined ? [] : [{ text, values: [value] }];

/** What was done with one of the tokens, and what was done to it or tried with it. */
function withTokens(ids: readonly string[]): RowCondition {
  const places = Array(ids.length).fill('?').join(', ');
  return {
    text: `(principal_id IN (${places}) OR (target_type = 'token' AND target_id IN (${places})))`,
    values: [...ids, ...ids],
  };
}

/** About what has this id, or with it anywhere in what changed or was left out. */
const withId = (id: string): RowCondition => ({
  text: '(target_id = ? OR INSTR(changes, ?) > 0 OR INSTR(refusal, ?) > 0)',
  values: [id, ...Array<string>(2).fill(JSON.stringify(id))],
});

/** With a change of the attribute or of a part of it, or where it was left out. */
function withAttribute(path: string): RowCondition {
  const written = JSON.stringify(path);
  const whole = `"path":${written}`;
  const part = `${whole.slice(0, -1)}.`;
  const texts = ['changes', 'refusal'].flatMap((column) =>
    Array<string>(2).fill(`INSTR(LOWER(${column}), ?) > 0`),
  );
  return { text: `(${texts.join(' OR ')})`, values: [whole, part, whole, part] };
}
