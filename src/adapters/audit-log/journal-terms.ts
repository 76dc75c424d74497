import { hash } from 'node:crypto';
import { principalId } from '../../application/ports/caller.ts';
import type { JournalFilter } from '../../application/ports/event-feed.ts';
import type { JournalEntry } from '../../application/ports/journal-entry.ts';

/** Entries are found in blocks of so many positions, each of which has a term once: most terms are those of its neighbours. */
const positionsPerBlock = 64;

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
  | 'token';

const charactersPerTerm = 22;

/** Most entries have these in common with their neighbours; to hash them again took most of an index's time. */
const common: ReadonlySet<Kind> = new Set([
  ...(['action', 'attribute', 'principal', 'principalKind', 'principalName'] as const),
  ...(['refusal', 'token'] as const),
]);
const rememberedMax = 5_000;
const remembered = new Map<string, string>();

function term(kind: Kind, value = ''): string {
  const text = `${kind} ${value}`;
  if (!common.has(kind)) return hashed(text);
  const known = remembered.get(text);
  if (known !== undefined) return known;
  if (remembered.size >= rememberedMax) remembered.clear();
  const made = hashed(text);
  remembered.set(text, made);
  return made;
}

/** As long as 128 bits of a hash: what two texts share by chance is held against the entries. */
const hashed = (text: string): string => hash('sha256', text, 'base64url').slice(0, charactersPerTerm);

/** An entry that names more is found with whoever is looked for, and held against the question. */
const involvedMax = 1000;
const involvesMany = term('involved', 'many');

/** The terms by which an entry is found. They lead to it and to others: whoever asks holds the entries against the question. */
export function termsOf(entry: JournalEntry): ReadonlySet<string> {
  const { principal, requestId, action, target, changes, refusal } = entry;
  const text = JSON.stringify([changes, refusal]);
  const tokens = [
    principal.kind === 'token' ? principal.id : undefined,
    target?.type === 'token' ? target.id : undefined,
  ];
  return new Set([
    term('request', requestId),
    term('action', action),
    term('principalKind', principal.kind),
    // Of people no hash of a name is left behind that could be guessed: they are found by their kind.
    ...('name' in principal && principal.kind !== 'person' ? [term('principalName', principal.name)] : []),
    ...termsFor('principal', principalId(principal)),
    ...tokens.flatMap((id) => termsFor('token', id)),
    ...(refusal === undefined ? [] : [term('refusal')]),
    ...valuesIn(text, /"code":"(\w+)"/g).map((code) => term('refusal', code)),
    ...termsFor('signIn', refusal?.signIn?.mnemonicId),
    ...valuesIn(text, /"path":"([^"]+)"/g).flatMap(attributeTerms),
    ...termsFor('involved', target?.id),
    ...involvedTerms(text),
  ]);
}

/**
 * What a filter looks for: an entry that is wanted has one term of each list. What leads to few entries comes first.
 */
export function wantedTerms(filter: JournalFilter): readonly (readonly string[])[] {
  const { requestId, signIn, involving, tokens, principalId: id, attribute } = filter;
  const { refusalCode, principalName, action, refused, principalKind } = filter;
  return [
    termsFor('request', requestId),
    termsFor('signIn', signIn),
    involving === undefined ? [] : [term('involved', involving), involvesMany],
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
  ].filter((wanted) => wanted.length > 0);
}

/** The same for entries of an action in which one of the ids stands. */
export const termsInvolving = (ids: readonly string[], action: string): readonly (readonly string[])[] => [
  [...ids.map((id) => term('involved', id)), involvesMany],
  termsFor('action', action),
];

const termsFor = (kind: Kind, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [term(kind, value)];

const valuesIn = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, value = '']) => value);

/** `name.givenName` is found by `name` as well. */
function attributeTerms(path: string): readonly string[] {
  const parts = path.toLowerCase().split('.');
  return parts.map((_, index) => term('attribute', parts.slice(0, index + 1).join('.')));
}

/** Ids are UUIDs, and stand in entries as texts of JSON. */
export const idsIn = (text: string): readonly string[] =>
  valuesIn(text, /"([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})"/g);

function involvedTerms(text: string): readonly string[] {
  const ids = new Set(idsIn(text));
  return ids.size > involvedMax ? [involvesMany] : [...ids].map((id) => term('involved', id));
}
