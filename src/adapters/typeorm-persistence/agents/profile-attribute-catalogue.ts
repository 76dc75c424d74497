import type { ProfileAttributeReader } from '../../../application/ports/profile-attribute-reader.ts';
import type { Agent } from '../../../domain/agent/agent.ts';
import {
  type KnownProfileAttribute,
  type ProfileValueType,
  type SeenProfileAttribute,
  seenProfileAttributes,
} from '../../../domain/agent/known-profile-attribute.ts';
import { foldCase } from '../../../domain/shared/fold-case.ts';
import type { Instant } from '../../../domain/shared/instant.ts';
import type { AccountScope } from '../account-scope.ts';
import { AccountStatement } from '../account-statement.ts';

/** `types` of a row of `profile_attributes`: these added up, and `listBit` where some value was a list. */
const typeBits: Readonly<Record<ProfileValueType, number>> = { string: 1, number: 2, boolean: 4, instant: 8 };
const listBit = 16;

const list = new AccountStatement(
  'SELECT name, types, first_seen_at FROM profile_attributes WHERE account_id = :account ORDER BY name_key',
);
const insert =
  'INSERT INTO profile_attributes (account_id, name_key, name, types, first_seen_at) VALUES (:account, ?, ?, ?, ?)';

interface ProfileAttributeRow {
  readonly name: string;
  readonly types: number;
  readonly first_seen_at: string;
}

export class SqlProfileAttributeReader implements ProfileAttributeReader {
  constructor(private readonly scope: AccountScope) {}

  async list(): Promise<readonly KnownProfileAttribute[]> {
    const rows = await this.scope.rows<ProfileAttributeRow>(list, []);
    return rows.map(({ name, types, first_seen_at }) => ({
      name,
      types: (Object.keys(typeBits) as ProfileValueType[]).filter((type) => (types & typeBits[type]) !== 0),
      multiValued: (types & listBit) !== 0,
      firstSeenAt: first_seen_at as Instant,
    }));
  }
}

/** How many attributes a process remembers to be in the database; beyond that it begins anew. */
const rememberedMax = 100_000;

/**
 * Notes custom attributes, and types of their values, when an agent has them for the first time. What this process
 * knows to be noted costs nothing, so that an ordinary change writes no row here.
 */
export class ProfileAttributeCatalogue {
  private readonly noted = new Set<string>();

  async note(scope: AccountScope, agents: readonly Agent[]): Promise<void> {
    const fresh = this.unnoted(scope.caller.accountId, agents);
    if (fresh.size === 0) return;
    // Always in one order, so that two transactions cannot wait for each other.
    for (const [key, { name, bits, at }] of [...fresh].sort(([left], [right]) => (left < right ? -1 : 1))) {
      const onDuplicate = scope.dialect.onDuplicate('account_id, name_key', `types = types | ${bits}`);
      await scope.run(new AccountStatement(insert + onDuplicate), [key, name, bits, at]);
    }
    scope.afterCommit.push(() => this.remember(scope.caller.accountId, fresh));
  }

  private unnoted(accountId: string, agents: readonly Agent[]) {
    const fresh = new Map<string, { readonly name: string; readonly bits: number; readonly at: Instant }>();
    for (const { state } of agents) {
      for (const seen of seenProfileAttributes(state.profile)) {
        const key = foldCase(seen.name);
        const bits = bitsOf(seen);
        if (this.isNoted(accountId, key, bits)) continue;
        const before = fresh.get(key) ?? { name: seen.name, bits: 0, at: state.lastModifiedAt };
        fresh.set(key, { ...before, bits: before.bits | bits });
      }
    }
    return fresh;
  }

  private isNoted(accountId: string, key: string, bits: number): boolean {
    return singleBits(bits).every((bit) => this.noted.has(placeOf(accountId, key, bit)));
  }

  private remember(accountId: string, fresh: ReadonlyMap<string, { readonly bits: number }>): void {
    if (this.noted.size > rememberedMax) this.noted.clear();
    for (const [key, { bits }] of fresh)
      for (const bit of singleBits(bits)) this.noted.add(placeOf(accountId, key, bit));
  }
}

const placeOf = (accountId: string, key: string, bit: number): string => `${accountId} ${bit} ${key}`;

const singleBits = (bits: number): number[] =>
  [...Object.values(typeBits), listBit].filter((bit) => (bits & bit) !== 0);

const bitsOf = ({ types, multiValued }: SeenProfileAttribute): number =>
  types.reduce((sum, type) => sum | typeBits[type], multiValued ? listBit : 0);
