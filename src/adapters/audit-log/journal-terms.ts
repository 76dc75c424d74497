import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { principalId } from '../../application/ports/caller.ts';
import { erasedText } from '../../application/ports/erasure-repository.ts';
import type { JournalFilter } from '../../application/ports/event-feed.ts';
import type { JournalEntry } from '../../application/ports/journal-entry.ts';
import { skewMilliseconds, tellsTime, timeTold } from '../../application/ports/told-time.ts';
import { instantOf } from '../../domain/shared/instant.ts';
import { nameKeyOf } from './journal-row.ts';
import type { RowCondition } from './row-condition.ts';

/** Entries are found in blocks of so many positions, each of which has a term once: most terms are those of its neighbours. */
export const positionsPerBlock = 64;

export const blockOf = (position: number): number => Math.floor((position - 1) / positionsPerBlock);
export const firstIn = (block: number): number => block * positionsPerBlock + 1;
export const lastIn = (block: number): number => (block + 1) * positionsPerBlock;

/** What an entry is found by. */
type Kind =
  | 'action'
  | 'attribute'
  | 'involved'
  | 'principal'
  | 'principalKind'
  | 'principalName'
  | 'refusal'
  | 'request'
  | 'signIn'
  | 'targetType'
  | 'token';

const charactersPerTerm = 22;

/** Most entries have these in common with their neighbours; to hash them again took most of an index's time. */
const common: ReadonlySet<Kind> = new Set([
  ...(['action', 'attribute', 'principal', 'principalKind', 'principalName'] as const),
  ...(['refusal', 'targetType', 'token'] as const),
]);
const rememberedMax = 5_000;

/** As long as 128 bits of a hash: what two texts share by chance is held against the entries. */
const hashed = (text: string): string => hash('sha256', text, 'base64url').slice(0, charactersPerTerm);
const rememberedHashes = new LRUCache<string, string>({ max: rememberedMax, memoMethod: hashed });

function term(kind: Kind, value = ''): string {
  const text = `${kind} ${value}`;
  return common.has(kind) ? rememberedHashes.memo(text) : hashed(text);
}

/** An entry that names more is found with whoever is looked for, and held against the question. */
const involvedMax = 1000;
const involvesMany = term('involved', 'many');

/**
 * The terms by which an entry is found. They lead to it and to others: whoever asks holds the entries against the question.
 * What hardly two entries have in common has no term where an index of the journal leads to it ({@link Lead}).
 */
export function termsOf(entry: JournalEntry): ReadonlySet<string> {
  const { at, principal, requestId, action, target, changes, refusal } = entry;
  const { ids, paths, codes } = namedIn(changes, refusal);
  const tokens = [
    principal.kind === 'token' ? principal.id : undefined,
    target?.type === 'token' ? target.id : undefined,
  ];
  return new Set([
    ...(tellsTime(requestId, at) ? [] : [term('request', requestId)]),
    term('action', action),
    term('principalKind', principal.kind),
    // Of people no hash of a name is left behind that could be guessed: they are found by their kind.
    ...('name' in principal && principal.kind !== 'person' ? [term('principalName', principal.name)] : []),
    ...termsFor('principal', principalId(principal)),
    ...tokens.flatMap((id) => termsFor('token', id)),
    ...(refusal === undefined ? [] : [term('refusal')]),
    ...[...codes].map((code) => term('refusal', code)),
    ...termsFor('signIn', refusal?.signIn?.mnemonicId),
    ...termsFor('targetType', target?.type),
    ...[...paths].flatMap((path) => attributeTerms.memo(path)),
    ...(ids.size > involvedMax ? [involvesMany] : [...ids].map((id) => term('involved', id))),
  ]);
}

const ofErased: ReadonlySet<string> = new Set(
  (['involved', 'principalName', 'signIn'] as const).map((kind) => term(kind, erasedText)),
);

/** Those of an entry by which it was found before anything of it was erased, as far as it still tells them. */
export const termsLeftIn = (entry: JournalEntry): readonly string[] =>
  [...termsOf(entry)].filter((one) => !ofErased.has(one));

/** What leads to an entry: it has one of the terms, or its row is among `rows`. */
export interface Lead {
  readonly terms: readonly string[];
  /** Those that an index of the journal finds, in the order of `place`. */
  readonly rows?: RowCondition & {
    readonly index: 'journal_target' | 'journal_target_name' | 'journal_time';
    readonly place: 'position' | typeof summedPosition;
  };
}

/** No index has sums, so that no database walks along the positions where it is to use the times. */
export const summedPosition = 'position + 0';

/** The leads of what a filter looks for: each leads to all that is wanted. What leads to few entries comes first. */
export function wantedLeads(filter: JournalFilter): readonly Lead[] {
  const { requestId, signIn, involving, tokens, principalId: id, attribute } = filter;
  const { refusalCode, principalName, action, refused, principalKind } = filter;
  const { targetId, targetName, targetType } = filter;
  const byRows = [
    ...(targetId === undefined ? [] : [{ terms: [], rows: aboutTarget(targetId) }]),
    ...(targetName === undefined ? [] : [{ terms: [], rows: aboutName(targetName) }]),
    ...(requestId === undefined ? [] : [requestLead(requestId)]),
    ...(involving === undefined ? [] : [involvedLead(involving)]),
  ];
  const byTerms = [
    termsFor('signIn', signIn),
    (tokens ?? []).map((token) => term('token', token)),
    termsFor('principal', id),
    termsFor('attribute', attribute?.toLowerCase()),
    termsFor('refusal', refusalCode),
    termsFor('action', action),
    principalName === undefined
      ? []
      : [term('principalName', principalName), term('principalKind', 'person')],
    refused ? [term('refusal')] : [],
    termsFor('principalKind', principalKind),
    termsFor('targetType', targetType),
  ].filter((terms) => terms.length > 0);
  return [...byRows, ...byTerms.map((terms) => ({ terms }))];
}

function requestLead(requestId: string): Lead {
  const terms = [term('request', requestId)];
  const told = timeTold(requestId);
  if (told === undefined) return { terms };
  const times = [told - skewMilliseconds, told + skewMilliseconds].map((time) => instantOf(new Date(time)));
  return {
    terms,
    rows: {
      text: 'recorded_at > ? AND recorded_at < ?',
      values: times,
      index: 'journal_time',
      place: summedPosition,
    },
  };
}

const involvedLead = (id: string): Lead => ({
  terms: [term('involved', id), involvesMany],
  rows: aboutTarget(id),
});

/** One of each list has an entry of an action in which one of the ids stands, other than as its target. */
export const termsInvolving = (ids: readonly string[], action: string): readonly (readonly string[])[] => [
  [...ids.map((id) => term('involved', id)), involvesMany],
  termsFor('action', action),
];

const aboutTarget = (id: string) =>
  ({ text: 'target_id = ?', values: [id], index: 'journal_target', place: 'position' }) as const;

const aboutName = (name: string) =>
  ({
    text: 'target_name_key = ?',
    values: [nameKeyOf(name)],
    index: 'journal_target_name',
    place: 'position',
  }) as const;

const termsFor = (kind: Kind, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [term(kind, value)];

/** `name.givenName` is found by `name` as well. */
const attributeTerms = new LRUCache<string, readonly string[]>({
  max: rememberedMax,
  memoMethod: (path) => {
    const parts = path.toLowerCase().split('.');
    return parts.map((_, index) => term('attribute', parts.slice(0, index + 1).join('.')));
  },
});

interface Named {
  readonly ids: Set<string>;
  readonly paths: Set<string>;
  readonly codes: Set<string>;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
const uuidCharacters = 36;

/** The ids, the paths of attributes and the codes of refusals that stand anywhere in it. */
function namedIn(...values: readonly unknown[]): Named {
  const named = { ids: new Set<string>(), paths: new Set<string>(), codes: new Set<string>() };
  for (const value of values) collect(value, named);
  return named;
}

function collect(value: unknown, named: Named): void {
  if (typeof value === 'string') {
    // Ids are UUIDs.
    if (value.length === uuidCharacters && uuid.test(value)) named.ids.add(value);
  } else if (Array.isArray(value)) {
    for (const element of value) collect(element, named);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      collect(key, named);
      collect(member, named);
      if (typeof member !== 'string') continue;
      if (key === 'path') named.paths.add(member);
      if (key === 'code') named.codes.add(member);
    }
  }
}
