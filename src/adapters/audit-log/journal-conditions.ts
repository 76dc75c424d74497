import type { JournalFilter } from '../../application/ports/event-feed.ts';
import type { LentValue } from '../../application/ports/lent-connection.ts';
import { nameKeyOf } from './journal-row.ts';

/** What a row of the journal is asked for: SQL and the values of its places. */
export interface RowCondition {
  readonly text: string;
  readonly values: readonly LentValue[];
}

export interface JournalConditions {
  /** Those that select what an index finds, and hardly anything else. */
  readonly indexed: readonly RowCondition[];
  /** Those that many rows may have to be held against. */
  readonly others: readonly RowCondition[];
  /** Of the others, those about the time, of which there is an index. */
  readonly times: readonly RowCondition[];
}

export function journalConditions(filter: JournalFilter): JournalConditions {
  const { targetType, targetId, targetName, since, until } = filter;
  const { principalKind, principalName, tokens, refused, action, requestId } = filter;
  const named = [
    ...condition('target_id = ?', targetId),
    ...condition('target_name_key = ?', targetName === undefined ? undefined : nameKeyOf(targetName)),
  ];
  const ofType = condition('target_type = ?', targetType);
  const times = [...condition('recorded_at >= ?', since), ...condition('recorded_at < ?', until)];
  return {
    indexed: named.length === 0 ? [] : [...named, ...ofType],
    times,
    others: [
      ...times,
      ...(named.length === 0 ? ofType : []),
      ...condition('principal_kind = ?', principalKind),
      ...condition('principal_name = ?', principalName),
      ...condition('action = ?', action),
      ...condition('request_id = ?', requestId),
      ...(tokens === undefined ? [] : [withTokens(tokens)]),
      ...(refused ? [{ text: 'refusal IS NOT NULL', values: [] }] : []),
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
