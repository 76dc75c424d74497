import { LRUCache } from 'lru-cache';
import { foldCase } from '../../../criteria/fold-case.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import { requireRoomForAttributes } from '../../../domain/profile-attribute/account-attributes.ts';
import { seenProfileAttributes } from '../../../domain/profile-attribute/known-profile-attribute.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { ProfileAttributeNotes } from '../agents/profile-attribute-notes.ts';
import { bitsOf, singleBits } from '../policy/profile-attribute-row.ts';
import type { AccountScope } from '../scope/account-scope.ts';
import { AccountStatement } from '../scope/account-statement.ts';

const noteOf = ({ dialect }: AccountScope) =>
  AccountStatement.of(
    `INSERT INTO profile_attributes (account_id, name_key, name, types, first_seen_at, last_seen_at) VALUES (:account, ?, ?, ?, ?, ?)${dialect.onDuplicate(
      'account_id, name_key',
      'types = profile_attributes.types | ?, first_seen_at = COALESCE(profile_attributes.first_seen_at, ?), last_seen_at = ?',
    )}`,
  );
const keys = AccountStatement.of('SELECT name_key FROM profile_attributes WHERE account_id = :account');

/** Of all accounts: types of attributes, each in an hour, that a process knows to be in the database. Clients name them. */
const notedCharactersMax = 4_000_000;
/** `2026-11-23T12`: how exactly it is noted when an attribute was last seen. */
const hourCharacters = 13;

interface FreshAttribute {
  readonly name: string;
  readonly bits: number;
  readonly at: Instant;
}

/**
 * Notes custom attributes, and types of their values, when an agent has them for the first time in an hour. What this
 * process knows to be noted costs nothing, so that an ordinary change writes no row here.
 */
export class ProfileAttributeCatalogue implements ProfileAttributeNotes {
  private readonly noted = new LRUCache<string, true>({
    maxSize: notedCharactersMax,
    sizeCalculation: (_, place) => place.length,
  });

  async note(scope: AccountScope, agents: readonly Agent[]): Promise<void> {
    const { accountId } = scope.caller;
    const fresh = this.unnoted(accountId, agents);
    if (fresh.size === 0) return;
    await requireFewAttributes(scope, [...fresh.keys()]);
    // Always in one order, so that two transactions cannot wait for each other.
    for (const [key, { name, bits, at }] of [...fresh].sort(([left], [right]) => (left < right ? -1 : 1))) {
      await scope.run(noteOf(scope), [key, name, bits, at, at, bits, at, at]);
    }
    scope.afterCommit.push(() => this.remember(accountId, fresh));
  }

  private unnoted(accountId: string, agents: readonly Agent[]): ReadonlyMap<string, FreshAttribute> {
    const fresh = new Map<string, FreshAttribute>();
    for (const { state } of agents) {
      const at = state.lastModifiedAt;
      for (const seen of seenProfileAttributes(state.profile)) {
        const key = foldCase(seen.name);
        const bits = bitsOf(seen);
        if (singleBits(bits).every((bit) => this.noted.has(placeOf(accountId, key, bit, at)))) continue;
        const before = fresh.get(key) ?? { name: seen.name, bits: 0, at };
        fresh.set(key, { ...before, bits: before.bits | bits });
      }
    }
    return fresh;
  }

  private remember(accountId: string, fresh: ReadonlyMap<string, FreshAttribute>): void {
    for (const [key, { bits, at }] of fresh)
      for (const bit of singleBits(bits)) this.noted.set(placeOf(accountId, key, bit, at), true);
  }
}

const placeOf = (accountId: string, key: string, bit: number, at: Instant): string =>
  `${accountId} ${bit} ${at.slice(0, hourCharacters)} ${key}`;

/** @throws DomainError `attributeTooLarge`. */
export async function requireFewAttributes(scope: AccountScope, wanted: readonly string[]): Promise<void> {
  const known = new Set((await scope.rows<{ name_key: string }>(keys, [])).map((row) => row.name_key));
  requireRoomForAttributes(
    known.size,
    wanted.filter((key) => !known.has(key)),
  );
}
