import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { RecordedJournalEntry } from '../../../application/ports/event-feed.ts';
import type { JsonValue } from '../../../criteria/json.ts';
import type { AccountId } from '../../../domain/shared/identifiers.ts';
import { pointerStep } from './json-pointer.ts';
import { type Opening, saltedHash } from './opening.ts';

/** Of the data of a leaf: the tag of the account, and the hash of what the entry says. */
export const leafDataBytes = 64;

/**
 * What stands first in the leaves of an account, 32 bytes. Whoever knows the account's id can count its leaves, and
 * so notices an entry that is kept back; to everybody else the tag tells nothing.
 */
export const accountTag = (accountId: AccountId): Buffer => hash('sha256', accountId, 'buffer');

/**
 * The data of an entry's leaf in the Merkle tree ({@link leafDataBytes}): the account's tag, and the SHA-256 of the entry as
 * RFC 8785 writes it, in which a salted hash stands for every value that may be somebody's.
 *
 * Hence leaves, tiles and proofs tell nothing about anybody, and a value can be erased while the tree goes on verifying.
 */
export const leafData = (entry: RecordedJournalEntry, opening: Opening): Buffer =>
  Buffer.concat([
    accountTag(entry.accountId),
    hash('sha256', canonicalize(committed(statement(entry), '', opening)) ?? '', 'buffer'),
  ]);

/** What is committed to. The version lets a later form say more without another reading of the older entries. */
export function statement(entry: RecordedJournalEntry): Readonly<Record<string, unknown>> {
  const { position, at, accountId, principal, source, requestId, action, target, changes, refusal } = entry;
  return {
    version: 1,
    position,
    at,
    accountId,
    principal,
    source,
    requestId,
    action,
    target,
    changes,
    refusal,
  };
}

/**
 * What is committed to as it is, apart from truth values and null. Everything else may be somebody's, and is salted: so a
 * new part of an entry is salted unless somebody says otherwise here.
 */
const plain =
  /^\/(version|position|at|accountId|action|principal\/kind|target\/type|changes\/\d+\/path|refusal\/code|refusal\/leftOut\/\d+\/code)$/;

/** Whether a salted hash stands for the value in the leaf. */
export const isSalted = (value: unknown, pointer: string): value is string | number =>
  (typeof value === 'string' || typeof value === 'number') && !plain.test(pointer);

/** For a value that the opening does not know. It is no hash; null would let any text pass where the entry has null. */
const unproved = '';

function committed(value: unknown, pointer: string, opening: Opening): JsonValue | undefined {
  if (isSalted(value, pointer)) return saltedHash(opening, pointer, value) ?? unproved;
  if (Array.isArray(value)) {
    return value.map((element, index) => committed(element, pointer + pointerStep(index), opening) ?? null);
  }
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value as JsonValue | undefined;
  // Built from entries: a member may be called `__proto__`.
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.toWellFormed(),
      committed(member, pointer + pointerStep(key), opening),
    ]),
  );
}
